/* What pages do beyond links and forms: everything works without this file too. */
(function () {
  "use strict";
  var root = document.documentElement;
  root.classList.add("js");

  function all(selector) { return Array.prototype.slice.call(document.querySelectorAll(selector)); }
  function keys(element) { return (element.getAttribute("data-v") || "").split(" "); }
  function paneOf(element) { return element.closest(".body"); }

  /* scrollIntoView would scroll the whole page as well. */
  function show(element) {
    var pane = paneOf(element);
    if (!pane) { return; }
    var inner = element.getBoundingClientRect(), outer = pane.getBoundingClientRect();
    if (inner.top < outer.top || inner.bottom > outer.bottom) {
      pane.scrollTop += inner.top - outer.top - (pane.clientHeight - Math.min(inner.height, pane.clientHeight)) / 2;
    }
  }

  function choose(key, from) {
    var seen = [];
    all(".box, .q, .value").forEach(function (element) {
      var own = element.classList.contains("value") ? [element.id.slice(2)] : keys(element);
      var chosen = own.indexOf(key) >= 0;
      element.classList.toggle("chosen", chosen);
      if (chosen && paneOf(element) && seen.indexOf(paneOf(element)) < 0) {
        seen.push(paneOf(element));
        var group = element.closest("details.group");
        if (group) { group.open = true; }
        if (paneOf(element) !== from) { show(element.querySelector("rect") || element); }
      }
    });
    var address = new URL(window.location.href);
    address.searchParams.set("v", key);
    window.history.replaceState(null, "", address);
  }

  /* A place that several values share steps through them. */
  function next(own) {
    var chosen = document.querySelector(".value.chosen");
    var at = chosen ? own.indexOf(chosen.id.slice(2)) : -1;
    return own[(at + 1) % own.length];
  }

  function under(x, y) {
    var found = [];
    all(".boxes a.box").forEach(function (box) {
      var hit = Array.prototype.some.call(box.querySelectorAll("rect"), function (rect) {
        var r = rect.getBoundingClientRect();
        return r.width && r.left <= x && x <= r.right && r.top <= y && y <= r.bottom;
      });
      if (hit) { found.push(box.getAttribute("data-v")); }
    });
    return found;
  }

  document.addEventListener("click", function (event) {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) { return; }
    var place = event.target.closest(".pick, .q, .boxes a.box");
    if (!place || place.hasAttribute("data-elsewhere")) { return; }
    var own = keys(place);
    if (place.classList.contains("box") && event.clientX) {
      var shared = under(event.clientX, event.clientY);
      if (shared.indexOf(own[0]) >= 0) { own = shared; }
    }
    event.preventDefault();
    choose(place.classList.contains("pick") ? own[0] : next(own), paneOf(place));
  });

  document.addEventListener("keydown", function (event) {
    var list = document.getElementById("vaerdier");
    if (!list || !list.contains(document.activeElement) || event.altKey || event.ctrlKey || event.metaKey) { return; }
    if (/^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement.tagName)) { return; }
    var step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (!step) { return; }
    var picks = all("#vaerdier details[open] .pick");
    var at = picks.indexOf(document.activeElement);
    if (at < 0) { at = picks.findIndex(function (pick) { return pick.parentNode.classList.contains("chosen"); }); }
    var pick = picks[at + step];
    if (!pick) { return; }
    event.preventDefault();
    pick.focus();
    if (!pick.hasAttribute("data-elsewhere")) { choose(keys(pick)[0], null); }
  });

  function kept(name, box, apply) {
    if (!box) { return; }
    try { if (localStorage.getItem(name) !== null) { box.checked = localStorage.getItem(name) === "1"; } } catch (e) { /* none kept */ }
    apply(box.checked);
    box.addEventListener("change", function () {
      try { localStorage.setItem(name, box.checked ? "1" : "0"); } catch (e) { /* none kept */ }
      apply(box.checked);
    });
  }
  kept("all-boxes", document.getElementById("all-boxes"), function (on) { document.body.classList.toggle("few", !on); });
  kept("line-ends", document.getElementById("line-ends"), function (on) {
    var text = document.getElementById("tekst");
    text.classList.toggle("running", !on);
    text.classList.toggle("lines", on);
  });

  /* Files dropped anywhere on the page about the archive. */
  var drop = document.querySelector("[data-drop]");
  if (drop) {
    ["dragover", "dragleave", "drop"].forEach(function (name) {
      document.addEventListener(name, function (event) {
        event.preventDefault();
        document.body.classList.toggle("dropping", name === "dragover");
        if (name === "drop" && event.dataTransfer.files.length) {
          drop.querySelector("input[type=file]").files = event.dataTransfer.files;
          drop.requestSubmit();
        }
      });
    });
    drop.addEventListener("submit", function () { drop.querySelector("button").disabled = true; });
  }

  /* The search of a folder of pages: its texts stand in soegning.js. */
  var find = document.getElementById("find"), list = document.getElementById("found");
  function folded(text) { return text.toLowerCase().replace(/aa/g, "å").replace(/ae/g, "æ").replace(/oe/g, "ø"); }
  function add(parent, name, text, klass) {
    var made = document.createElement(name);
    made.textContent = text;
    if (klass) { made.className = klass; }
    return parent.appendChild(made);
  }
  function search() {
    var words = folded(find.value).split(/\s+/).filter(Boolean);
    list.textContent = "";
    if (!words.length) { return; }
    var hits = (window.AFTALEARKIV_PAGES || []).filter(function (page) {
      var text = folded(page.text);
      return words.every(function (word) { return text.indexOf(word) >= 0; });
    });
    if (!hits.length) { add(list, "li", find.getAttribute("data-none")); }
    hits.slice(0, 50).forEach(function (page) {
      var item = add(list, "li", ""), at = Math.max(0, folded(page.text).indexOf(words[0]) - 60);
      add(item, "a", page.title, "title").href = page.target;
      add(item, "p", page.file + " · " + page.page, "about");
      add(item, "p", "… " + page.text.slice(at, at + 200) + " …", "snippet");
    });
  }
  if (find) { find.addEventListener("input", search); }

  var asked = new URL(window.location.href).searchParams.get("v");
  if (asked && document.getElementById("v-" + asked)) { choose(asked, null); }
  else if (document.querySelector(".boxes .hit")) { show(document.querySelector(".boxes .hit")); }
})();
