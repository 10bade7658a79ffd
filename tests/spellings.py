"""One name as others say it, and other names that are near it, for the guards over names."""

from __future__ import annotations

SAID_OTHERWISE = (
    # Compounds, in either order
    ("Sparkasse Elsterland", "Elsterlandsparkasse"), ("Sparkasse Elsterland", "Elsterland-Sparkasse"),
    ("Sparkasse Elsterland", "Kreissparkasse Elsterland"), ("Elsterlandsparkasse", "Sparkasse Elsterland"),
    ("Klinikum Auwald", "Auwaldklinik"), ("Auwaldkliniken", "Klinik Auwald"), ("Haus Abendsonne", "Abendsonnenhaus"),
    ("Stift Auwald", "Auwald-Stift"), ("Auwaldstift", "Auwald-Stift"), ("Seniorenstift Auwald", "Auwald-Stift"),
    ("Auwaldstift", "Stift am Auwald"), ("Lindenapotheke", "Apotheke zur Linde"), ("Werft Nordkap", "Nordkapwerft"),
    ("Olmental Quorvex", "Quorvexsolmental"), ("Pflegeheim Birkenhof", "Birkenhof-Pflegeheim"),
    # Number and case
    ("Goldener Hirsch", "Zum Goldenen Hirschen"), ("Zum Goldenen Hirschen", "Goldener Hirsch"),
    ("Gasthof Zum Goldenen Hirsch", "Goldenen Hirschen"), ("Norddeutsche Mühlen", "Norddeutschen Mühle"),
    ("Stadtwerke Olmental", "Olmentaler Stadtwerke"), ("Krankenhaus Olmental", "Krankenhäuser Olmental"),
    ("Clínicas Vértice", "Clínica Vértice"), ("Clínica Vértice", "Clínicas Vértice"), ("Hoteles Almendro", "hotel Almendro"),
    ("Clínicas Vértice", "la clínica Vértice"), ("Bodegas Olmedo", "la bodega de Olmedo"),
    ("Ateliers Vautrel", "l'atelier Vautrel"), ("Hôpitaux de Saint-Brévin", "l'hôpital Saint-Brévin"),
    ("Quorvex Bakeries", "Quorvex Bakery"), ("Quorvex Mills", "the Quorvex Mill"),
    ("Châteaux Vautrel", "Château Vautrel"), ("Luces Nimrosa", "Luz Nimrosa"), ("Gärtnerei Kranich", "Kranichs Gärtnerei"),
    ("Schmiede Kranich", "Kranich-Schmiede"), ("Carpinterías Rosal", "la carpintería Rosal"),
    # The words for a house
    ("Centre hospitalier de Saint-Brévin", "l'hôpital de Saint-Brévin"), ("Quorvex Clinic", "the Quorvex Hospital"),
    ("Centre hospitalier universitaire de Saint-Brévin", "l’hôpital de Saint-Brévin"),
    ("Hospital General de Olmedo", "hospital de Olmedo"), ("Klinikum Olmental", "Städtisches Krankenhaus Olmental"),
    ("Hospital of Quorvex", "Quorvex Hospital"), ("École Vautrel", "les écoles Vautrel"),
)  # fmt: skip
OTHERS = (
    ("Sparkasse Elsterland", "Sparkasse Leipzig"), ("Sparkasse Elsterland", "Kreissparkasse Leipzig"),
    ("Elsterlandsparkasse", "Leipziger Sparkasse"), ("Auwaldstift", "Birkenstift"), ("Auwaldstift", "Bleistift"),
    ("Goldener Hirsch", "Goldener Löwe"), ("Clínicas Vértice", "Clínica Horizonte"), ("Verlag Taunus", "Verlag Spessart"),
    ("Centre hospitalier de Saint-Brévin", "hôpital de Saint-Aubin"), ("Stadtwerke Olmental", "Stadtwerke Leipzig"),
    ("Haus zur Linde", "Haus zur Eiche"), ("Hoteles Almendro", "Hotel Olmedo"), ("Heim Alt", "Heim"),
    ("Universidad de Quorvex", "Universidad de Tamar"), ("Bank of Quorvex", "Bank of Tamar"),
)  # fmt: skip
