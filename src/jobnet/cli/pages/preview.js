for (const article of document.querySelectorAll("article.due")) {
  const actions = article.querySelector(".actions"), said = article.querySelector("[role=status]");
  const copying = (label, what, selector) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = label;
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(article.querySelector(selector).textContent);
        said.textContent = `${what} is copied.`;
      } catch {
        said.textContent = "This browser lets no page copy: open the text below, select it and copy it.";
      }
    });
    return button;
  };
  actions.prepend(copying("Copy letter", "The letter", "pre"), copying("Copy subject", "The subject", ".subject"));
  article.querySelector(".by-hand").append(" ", copying("Copy command", "The command", ".by-hand code"));
}
const links = new Map([...document.querySelectorAll("nav a")].map(link => [link.hash.slice(1), link]));
const shown = new IntersectionObserver(entries => {
  for (const { target, isIntersecting } of entries) {
    if (isIntersecting) {
      for (const [id, link] of links) link.ariaCurrent = id === target.id ? "true" : null;
    }
  }
}, { rootMargin: "-20% 0px -75% 0px" });
for (const id of links.keys()) shown.observe(document.getElementById(id));
if (document.querySelector("main[data-watched]")) {
  setInterval(() => document.hasFocus() || location.reload(), 2000);
}
