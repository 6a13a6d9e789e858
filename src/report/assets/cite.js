// What a paper needs: the methods paragraph in both languages, and BibTeX.
function copyButton(text) {
  const button = element("button", { class: "copy", type: "button" }, t("copy"));
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(text);
    button.textContent = t("copied");
  });
  return button;
}

function drawCite() {
  const { methods, bibtex } = model;
  fill("cite", heading("cite", t("citeTitle")), element("div", { class: "pair" },
    element("div", {}, element("h3", {}, t("methodsEn")), element("p", { class: "quote", lang: "en" }, methods.en), copyButton(methods.en)),
    element("div", {}, element("h3", {}, t("methodsZh")), element("p", { class: "quote", lang: "zh" }, methods.zh), copyButton(methods.zh))),
    element("h3", {}, "BibTeX"), element("pre", {}, bibtex), copyButton(bibtex));
}
