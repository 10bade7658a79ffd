"""Letters on paper: what stands where on the page of each country, and the page as PDF and for Word."""
