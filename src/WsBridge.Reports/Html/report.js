"use strict";
(() => {
  const ROWS_BEYOND = 20;
  const SVG = "http://www.w3.org/2000/svg";
  const byId = id => document.getElementById(id);
  const all = JSON.parse(byId("data").textContent);
  const problems = all.filter(row => "problem" in row);
  const rows = all.filter(row => !("problem" in row));
  const attempts = rows.filter(row => "outcome" in row);
  const findings = rows.filter(row => "rule" in row);
  const keyOf = (capture, index) => `${capture}\n${index}`;
  // Several captures may be one timeline: then an attempt spans some of them, and numbers are those of the timeline.
  const spans = attempt => Boolean(attempt.end_capture || attempt.frame_captures);
  const attemptOf = new Map(attempts.map(attempt => [keyOf(attempt.capture, attempt.index), attempt]));
  const spanning = Map.groupBy(attempts.filter(spans), attempt => attempt.index);
  for (const attempt of attempts.filter(spans)) {
    for (const capture of [attempt.end_capture, ...(attempt.frame_captures ?? [])]) {
      const key = keyOf(capture ?? attempt.capture, attempt.index);
      if (!attemptOf.has(key)) attemptOf.set(key, attempt);
    }
  }
  // In a capture that the attempt does not name, because none of its own frames is there, the time tells.
  const attemptWith = finding => attemptOf.get(keyOf(finding.capture, finding.roam)) ?? spanning.get(finding.roam)?.find(attempt =>
    attempt.sta === finding.sta && attempt.time <= finding.time && finding.time <= attempt.end_time);
  const findingsOf = new Map();
  const names = new Map();
  for (const finding of findings) {
    names.set(finding.rule, finding.name);
    const attempt = attemptWith(finding);
    const key = attempt && keyOf(attempt.capture, attempt.index);
    if (!findingsOf.has(key)) findingsOf.set(key, []);
    findingsOf.get(key).push(finding);
  }
  const foundIn = attempt => findingsOf.get(keyOf(attempt.capture, attempt.index)) ?? [];

  // Everything from a capture becomes text nodes and attribute values, never markup.
  function make(name, properties = {}, ...children) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(properties)) {
      if (key === "class") element.className = value;
      else if (key in element && key !== "list") element[key] = value;
      else element.setAttribute(key, value);
    }
    element.append(...children.filter(child => child !== null && child !== undefined));
    return element;
  }
  function draw(name, attributes = {}, ...children) {
    const element = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children.filter(child => child !== null && child !== undefined));
    return element;
  }
  const label = (x, y, text, attributes = {}) => draw("text", { x, y, ...attributes }, text);

  const timeOf = text => Date.parse(text.replace(/(\.\d{3})\d*/, "$1"));
  const clock = text => text.slice(11, 23);
  const day = text => text.slice(0, 10);
  const ms = value => value === null ? "" : value < 1000 ? `${value.toFixed(1)} ms` : `${(value / 1000).toFixed(1)} s`;
  const causeName = rule => rule === null ? "no rule explains it" : names.has(rule) ? `${rule} ${names.get(rule)}` : rule;
  const plural = (count, one) => `${count} ${one}${count === 1 ? "" : "s"}`;
  const shell = name => /^[\w.\/+,=@:][\w.\/+,=@:-]*$/.test(name) ? name : `'${(name.startsWith("-") ? "./" : "") + name.replaceAll("'", "'\\''")}'`;
  const openCommand = (capture, frame) => `wireshark -r ${shell(capture)} -g ${frame}`;
  function command(capture, frame) {
    const text = openCommand(capture, frame);
    const button = make("button", { type: "button", class: "copy", "aria-label": `Copy the command that opens frame ${frame}` }, "Copy");
    button.addEventListener("click", async event => {
      event.stopPropagation();
      try { await navigator.clipboard.writeText(text); button.textContent = "Copied"; } catch { getSelection().selectAllChildren(button.previousSibling); }
    });
    return make("span", {}, make("code", {}, text), button);
  }
  function count(list, keyOfItem) {
    const counts = new Map();
    for (const item of list) counts.set(keyOfItem(item), (counts.get(keyOfItem(item)) ?? 0) + 1);
    return [...counts].sort((one, other) => other[1] - one[1]);
  }

  const failed = attempts.filter(attempt => attempt.outcome === "failed");
  const causes = count(failed, attempt => attempt.cause);

  function showVerdict() {
    const clients = new Set(attempts.map(attempt => attempt.sta)).size;
    const captures = new Set(rows.map(row => row.capture)).size;
    const first = failed.map(attempt => attempt.time).sort()[0];
    byId("verdict").textContent = attempts.length === 0
      ? `No association attempt in ${plural(captures, "capture")}; ${plural(findings.filter(finding => finding.severity !== "chat").length, "finding")}.`
      : `${failed.length} of ${plural(attempts.length, "attempt")} of ${plural(clients, "client")} failed`
        + (first ? `, the first on ${day(first)} at ${clock(first)} UTC.` : ".");
    if (problems.length > 0) {
      byId("verdict").textContent += ` ${plural(problems.length, "capture")} could not be read to ${problems.length === 1 ? "its" : "their"} end: what is in the rest is not known.`;
      byId("unread-list").append(...problems.map(row => make("li", {}, make("code", {}, row.capture), ` ${row.problem}`)));
      byId("unread").hidden = false;
    }
    for (const [cause, times] of causes.slice(0, 5)) {
      const of = failed.filter(attempt => attempt.cause === cause);
      const worst = of.reduce((one, other) => (other.outage_ms ?? 0) > (one.outage_ms ?? 0) ? other : one);
      const finding = foundIn(worst).find(one => one.rule === cause);
      byId("causes").append(make("li", {},
        make("strong", {}, `${times} × ${causeName(cause)}`), ` (fault: ${count(of, attempt => attempt.fault ?? "unknown").map(one => one[0]).join(", ")}). `,
        finding ? `${finding.message} ${finding.verdict ?? ""} ${finding.next} ` : null,
        make("br"), finding ? command(finding.capture, finding.frame) : command(worst.end_capture ?? worst.capture, worst.end_frame)));
    }
  }

  function bars(title, entries, className) {
    const width = 420, line = 20, left = 190;
    const most = Math.max(...entries.map(entry => entry[1]), 1);
    const svg = draw("svg", { viewBox: `0 0 ${width} ${entries.length * line + 4}`, width: "100%", role: "img", "aria-label": `${title}: ${entries.map(entry => `${entry[0]} ${entry[1]}`).join(", ")}` });
    entries.forEach(([name, value], index) => {
      const y = index * line;
      svg.append(label(left - 6, y + 14, name.length > 28 ? `${name.slice(0, 27)}…` : name, { "text-anchor": "end" }),
        draw("rect", { x: left, y: y + 3, width: (width - left - 45) * value / most, height: line - 6, class: `bar ${className}` }),
        label(left + (width - left - 45) * value / most + 5, y + 14, String(value), { class: "dim" }));
    });
    return make("figure", {}, make("figcaption", {}, title), svg);
  }

  function showCorpus() {
    if (new Set(attempts.map(attempt => attempt.capture)).size < 2) return;
    byId("corpus").hidden = false;
    const steps = [20, 50, 100, 200, 500, 1000, 2000, 5000];
    const handoffs = attempts.map(attempt => attempt.handoff_ms).filter(value => value !== null);
    const classes = [...steps, Infinity].map((to, index) => [to === Infinity ? "more" : `up to ${ms(to)}`, handoffs.filter(value => value <= to && value > (steps[index - 1] ?? -1)).length]);
    const days = count(failed, attempt => day(attempt.time)).sort((one, other) => one[0] < other[0] ? -1 : 1).slice(-30);
    byId("plots").append(
      bars("Failed attempts by cause", causes.slice(0, 10).map(([cause, times]) => [names.get(cause) ?? cause ?? "unexplained", times]), "bad"),
      bars("Failed attempts by client", count(failed, attempt => attempt.sta).slice(0, 10), "bad"),
      bars("Failed attempts by AP", count(failed, attempt => attempt.to).slice(0, 10), "bad"),
      bars("Failed attempts by day (UTC)", days, "bad"),
      bars("How long hand-offs took", classes, ""));
  }

  const columns = [
    ["Time (UTC)", attempt => attempt.time, attempt => `${day(attempt.time)} ${clock(attempt.time)}`],
    ["Client", attempt => attempt.sta], ["SSID", attempt => attempt.ssid ?? ""], ["From", attempt => attempt.from ?? ""], ["To", attempt => attempt.to],
    ["Type", attempt => attempt.type ?? attempt.security ?? "?"], ["Outcome", attempt => attempt.outcome],
    ["Hand-off", attempt => attempt.handoff_ms ?? -1, attempt => ms(attempt.handoff_ms), "number"],
    ["Outage", attempt => attempt.outage_ms ?? -1, attempt => (attempt.outage_is_minimum ? "≥ " : "") + ms(attempt.outage_ms), "number"],
    ["Cause", attempt => attempt.outcome === "success" ? "" : causeName(attempt.cause)], ["Fault", attempt => attempt.fault ?? ""],
    ["Capture", attempt => attempt.capture],
  ];
  const table = { shown: attempts, sort: 8, descending: true, chosen: -1, from: 0, height: 28 };

  function arrange() {
    const words = byId("search").value.toLowerCase().split(/\s+/).filter(Boolean);
    const outcome = byId("outcome").value, cause = byId("cause").value;
    table.shown = attempts.filter(attempt => (!outcome || attempt.outcome === outcome) && (!cause || attempt.cause === cause)
      && words.every(word => columns.some(column => String((column[2] ?? column[1])(attempt)).toLowerCase().includes(word))));
    const value = columns[table.sort][1];
    const sign = table.descending ? -1 : 1;
    table.shown.sort((one, other) => {
      const a = value(one), b = value(other);
      return a < b ? -sign : a > b ? sign : 0;
    });
    table.chosen = -1;
    byId("shown").textContent = `${table.shown.length} of ${plural(attempts.length, "attempt")}`;
    byId("table").setAttribute("aria-rowcount", table.shown.length + 1);
    [...byId("head").children].forEach((cell, index) => cell.setAttribute("aria-sort", index !== table.sort ? "none" : table.descending ? "descending" : "ascending"));
    byId("attempts").scrollTop = 0;
    fill();
  }

  // Only the rows that are seen are in the document; two empty ones keep the place of the others.
  function fill(all = false) {
    const box = byId("attempts");
    const seen = Math.ceil(box.clientHeight / table.height) + 2 * ROWS_BEYOND;
    const from = all ? 0 : Math.max(0, Math.min(Math.floor(box.scrollTop / table.height) - ROWS_BEYOND, table.shown.length - seen));
    const to = all ? table.shown.length : Math.min(table.shown.length, from + seen);
    const space = count => {
      const cell = make("td", { colSpan: columns.length });
      cell.style.height = `${count * table.height}px`;
      return make("tr", { class: "space", "aria-hidden": "true" }, cell);
    };
    const body = document.createDocumentFragment();
    if (from > 0) body.append(space(from));
    for (let index = from; index < to; index++) body.append(rowOf(index));
    if (to < table.shown.length) body.append(space(table.shown.length - to));
    byId("rows").replaceChildren(body);
    if (table.chosen >= from && table.chosen < to) byId("table").setAttribute("aria-activedescendant", `row-${table.chosen}`);
    else byId("table").removeAttribute("aria-activedescendant");
  }
  function rowOf(index) {
    const attempt = table.shown[index];
    const row = make("tr", { id: `row-${index}`, "aria-rowindex": index + 2, "aria-selected": index === table.chosen ? "true" : "false" });
    row.dataset.index = index;
    for (const [title, value, text, kind] of columns) {
      const shown = String((text ?? value)(attempt));
      row.append(make("td", { class: `${kind ?? ""} ${title === "Outcome" ? attempt.outcome : ""}`.trim(), title: shown }, shown));
    }
    return row;
  }
  function choose(index, opens) {
    if (table.shown.length === 0) return;
    table.chosen = Math.max(0, Math.min(index, table.shown.length - 1));
    const box = byId("attempts");
    const top = table.chosen * table.height;
    if (top < box.scrollTop) box.scrollTop = top;
    if (top + 3 * table.height > box.scrollTop + box.clientHeight) box.scrollTop = top + 3 * table.height - box.clientHeight;
    fill();
    if (opens) showAttempt(table.shown[table.chosen]);
  }

  const kinds = [["auth_req", "Authentication request", 1], ["auth_resp", "Authentication response", -1], ["assoc_req", "(Re)Association Request", 1],
    ["assoc_resp", "(Re)Association Response", -1], ["m1", "Message 1", -1], ["m2", "Message 2", 1], ["m3", "Message 3", -1], ["m4", "Message 4", 1],
    ["deauth", "Deauthentication or Disassociation", 0]];
  function framesOf(attempt) {
    const frames = [];
    let place = 0;
    for (const [key, name, direction] of kinds) {
      for (const number of [attempt.frames[key]].flat()) {
        if (number !== null && number !== undefined) frames.push({ number, name, direction, capture: attempt.frame_captures?.[place] ?? attempt.capture, ms: attempt.frame_ms[place++] });
      }
    }
    const known = new Set(frames.map(frame => keyOf(frame.capture, frame.number)));
    for (const finding of foundIn(attempt)) {
      const key = keyOf(finding.capture, finding.frame);
      if (!known.has(key) && finding.severity !== "chat") {
        known.add(key);
        frames.push({ number: finding.frame, name: "Frame", direction: 0, capture: finding.capture, ms: timeOf(finding.time) - timeOf(attempt.time) });
      }
    }
    return frames.sort((one, other) => (one.ms ?? 0) - (other.ms ?? 0) || one.number - other.number);
  }
  function ladder(attempt) {
    const width = 860, line = 34, top = 44;
    const parties = [["STA", attempt.sta], ...(attempt.from && attempt.from !== attempt.to ? [["old AP", attempt.from]] : []), [attempt.from === attempt.to ? "AP" : "new AP", attempt.to]];
    const place = index => 110 + index * (parties.length === 3 ? 190 : 380);
    const frames = framesOf(attempt);
    const overDs = attempt.type === "ft-over-the-ds" && parties.length === 3;
    const svg = draw("svg", { viewBox: `0 0 ${width} ${top + frames.length * line + 16}`, width, role: "img", "aria-labelledby": "attempt-title" });
    parties.forEach(([role, address], index) => svg.append(
      label(place(index), 14, role, { "text-anchor": "middle", "font-weight": "600" }), label(place(index), 29, address, { "text-anchor": "middle", class: "dim" }),
      draw("line", { x1: place(index), x2: place(index), y1: top - 8, y2: top + frames.length * line, class: "axis" })));
    frames.forEach((frame, index) => {
      const y = top + index * line + 14;
      const wrong = foundIn(attempt).filter(finding => finding.frame === frame.number && finding.capture === frame.capture && finding.severity !== "chat");
      const bad = wrong.some(finding => finding.severity !== "note") ? " bad" : "";
      const ap = overDs && frame.name.startsWith("Authentication") ? 1 : parties.length - 1;
      const [x1, x2] = frame.direction < 0 ? [place(ap), place(0)] : [place(0), place(ap)];
      const end = x2 > x1 ? -8 : 8;
      svg.append(draw("line", { x1, x2, y1: y, y2: y, class: `arrow${bad}`, ...(frame.direction === 0 ? { "stroke-dasharray": "4 4" } : {}) }));
      if (frame.direction !== 0) svg.append(draw("path", { d: `M${x2} ${y}l${end} -4v8z`, class: `head${bad}` }));
      svg.append(label((x1 + x2) / 2, y - 4, frame.name, { "text-anchor": "middle", class: bad.trim() }),
        label(4, y + 4, `${frame.ms === undefined ? "" : `+${frame.ms.toFixed(1)} ms`}`, { class: "dim" }),
        label(place(parties.length - 1) + 12, y + 4, `frame ${frame.number}${frame.capture === attempt.capture ? "" : ` of ${frame.capture}`}${wrong.length ? `: ${wrong.map(finding => finding.name).join(", ")}` : ""}`, { class: bad.trim() || "dim" }));
    });
    return svg;
  }

  function showAttempt(attempt) {
    const facts = [["Capture", attempt.capture], ["Attempt", String(attempt.index)], ["Client", attempt.sta], ["SSID", attempt.ssid], ["From", attempt.from && `${attempt.from}${attempt.channel_from ? `, channel ${attempt.channel_from}` : ""}`],
      ["To", `${attempt.to}${attempt.channel_to ? `, channel ${attempt.channel_to}` : ""}`], ["Type", attempt.type], ["AKM", attempt.akm], ["Outcome", attempt.outcome + (attempt.fallback ? `, then ${attempt.fallback}` : "")],
      ["Cause", attempt.cause && causeName(attempt.cause)], ["Fault", attempt.fault], ["Hand-off", attempt.handoff_ms !== null && ms(attempt.handoff_ms)],
      ["Outage", attempt.outage_ms !== null && `${attempt.outage_is_minimum ? "at least " : ""}${ms(attempt.outage_ms)}`], ["Steered by", attempt.steered_by],
      ["AP", [attempt.ap_name, attempt.ap_vendor, attempt.ap_model, attempt.ap_firmware].filter(Boolean).join(", ")],
      ["Signal at the sensor", [["old AP", attempt.signal_from_dbm], ["new AP", attempt.signal_to_dbm], ["client", attempt.signal_sta_dbm]].filter(([, value]) => value).map(([who, value]) => `${who} ${dbm(value)}`).join(", ")]];
    byId("attempt-title").textContent = `Attempt ${attempt.index} in ${attempt.capture}`;
    byId("facts").replaceChildren(...facts.filter(fact => fact[1]).flatMap(([title, text]) => [make("dt", {}, title), make("dd", {}, text)]),
      make("dt", {}, "Open"), make("dd", {}, command(attempt.capture, attempt.start_frame)));
    byId("ladder").replaceChildren(ladder(attempt));
    const found = foundIn(attempt).filter(finding => finding.severity !== "chat");
    byId("found").replaceChildren(...(found.length ? found : [null]).map(finding => finding === null ? make("li", {}, "Nothing.") : make("li", {},
      make("span", { class: finding.severity }, finding.severity), ` frame ${finding.frame}: ${finding.name}. ${finding.message} ${finding.verdict ?? ""} ${finding.next} `, command(finding.capture, finding.frame))));
    byId("attempt").hidden = false;
    byId("client").value = attempt.sta;
    showTimeline();
    byId("attempt").focus();
  }

  const dbm = value => `${String(value).replace("-", "\u2212")} dBm`;
  // How strongly the sensor received an AP whenever the client tried to leave or reach it.
  function signalOf(list, address, x, top, height) {
    const strongest = -30, weakest = -95, labelWidth = 60;
    const points = list.flatMap(attempt => [[attempt.to, attempt.signal_to_dbm], ...(attempt.from === attempt.to ? [] : [[attempt.from, attempt.signal_from_dbm]])]
      .filter(([ap, value]) => ap === address && value !== null && value !== undefined)
      .map(([, value]) => ({ x: x(timeOf(attempt.time)), y: top + 3 + (height - 6) * Math.max(0, Math.min(1, (strongest - value) / (strongest - weakest))), value })));
    let free = -Infinity;
    const labels = points.filter(point => point.x >= free && (free = point.x + labelWidth)).map(point => label(point.x + 4, top + 11, dbm(point.value), { class: "dim" }));
    return points.length === 0 ? [] : [draw("polyline", { points: points.map(point => `${point.x},${point.y}`).join(" "), class: "signal" }),
      ...points.map(point => draw("circle", { cx: point.x, cy: point.y, r: 2.5, class: "dot" }, draw("title", {}, dbm(point.value)))), ...labels];
  }

  function showTimeline() {
    const all = attempts.filter(attempt => attempt.sta === byId("client").value).sort((one, other) => timeOf(one.time) - timeOf(other.time));
    const box = byId("timeline");
    if (all.length === 0) { box.replaceChildren(); return; }
    // Captures may be days apart: each has a part of its own, as wide as it is long.
    const width = 1000, left = 230, line = 30, top = 24;
    const bss = [...new Set(all.flatMap(attempt => [attempt.from, attempt.to].filter(Boolean)))];
    const groups = [...Map.groupBy(all, attempt => attempt.capture)];
    const parts = groups.slice(0, 40).map(([capture, list]) => {
      const from = timeOf(list[0].time);
      const to = Math.max(...list.map(attempt => Math.max(timeOf(attempt.end_time), timeOf(attempt.time) + (attempt.outage_ms ?? 0)))) + 1000;
      const lanes = [...new Set(list.flatMap(attempt => [attempt.from, attempt.to].filter(Boolean)))];
      const x = time => left + (width - left - 20) * (time - from) / (to - from);
      const svg = draw("svg", { viewBox: `0 0 ${width} ${top + lanes.length * line + 30}`, width: "100%", role: "img", "aria-label": `${capture}: ${list.map(attempt => `${clock(attempt.time)} ${attempt.outcome} at ${attempt.to}${attempt.signal_to_dbm ? `, received with ${dbm(attempt.signal_to_dbm)}` : ""}`).join("; ")}` });
      svg.append(label(4, 14, `${capture}, ${day(list[0].time)}`, { "font-weight": "600" }));
      lanes.forEach((address, index) => {
        const channel = list.find(attempt => attempt.to === address && attempt.channel_to)?.channel_to ?? list.find(attempt => attempt.from === address && attempt.channel_from)?.channel_from;
        svg.append(label(4, top + index * line + 19, `${address}${channel ? `, channel ${channel}` : ""}`), draw("line", { x1: left, x2: width - 20, y1: top + index * line + 15, y2: top + index * line + 15, class: "axis" }));
      });
      lanes.forEach((address, index) => svg.append(...signalOf(list, address, x, top + index * line, line)));
      list.forEach((attempt, index) => {
        const y = top + lanes.indexOf(attempt.to) * line;
        const start = timeOf(attempt.time), end = timeOf(attempt.end_time);
        if (attempt.outcome === "success") {
          const until = index + 1 < list.length ? timeOf(list[index + 1].time) : to;
          svg.append(draw("rect", { x: x(end), y: y + 6, width: Math.max(x(until) - x(end), 1), height: 18, class: "band" }));
        } else {
          svg.append(draw("line", { x1: x(start), x2: x(start), y1: y + 3, y2: y + 27, class: "miss" }));
        }
        if (attempt.outage_ms) svg.append(draw("rect", { x: x(start), y: y + 10, width: Math.max(Math.min(x(start + attempt.outage_ms), width - 20) - x(start), 1), height: 10, class: "outage" }));
      });
      svg.append(label(left, top + lanes.length * line + 18, clock(new Date(from).toISOString()), { class: "dim" }),
        label(width - 20, top + lanes.length * line + 18, clock(new Date(to).toISOString()), { class: "dim", "text-anchor": "end" }));
      return svg;
    });
    box.replaceChildren(...parts, make("p", { class: "dim" }, `Bands: associated; red marks: failed or incomplete attempts; red bands: without service${all.some(attempt => attempt.signal_to_dbm) ? "; dots: how strongly the sensor received the AP, from \u221230 dBm at the top of its lane to \u221295 dBm" : ""}.${groups.length > 40 ? ` The first 40 of ${groups.length} captures.` : ""} ${plural(bss.length, "BSS")}.`));
  }

  columns.forEach(([title], index) => {
    const button = make("button", { type: "button" }, title);
    button.addEventListener("click", () => {
      table.descending = table.sort === index ? !table.descending : false;
      table.sort = index;
      arrange();
    });
    byId("head").append(make("th", { scope: "col", "aria-sort": "none" }, button));
  });
  for (const [cause] of causes) if (cause !== null) byId("cause").append(make("option", { value: cause }, causeName(cause)));
  for (const [client, times] of count(failed.concat(attempts), attempt => attempt.sta).slice(0, 5000)) byId("client").append(make("option", { value: client }, client));
  byId("filter").addEventListener("input", arrange);
  byId("filter").addEventListener("submit", event => event.preventDefault());
  byId("client").addEventListener("change", showTimeline);
  byId("attempts").addEventListener("scroll", () => requestAnimationFrame(() => fill()), { passive: true });
  byId("rows").addEventListener("click", event => {
    const row = event.target.closest("tr[data-index]");
    if (row) choose(Number(row.dataset.index), true);
  });
  byId("table").addEventListener("keydown", event => {
    if (event.target.closest("button")) return;
    const page = Math.max(1, Math.floor(byId("attempts").clientHeight / table.height) - 2);
    const moves = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -Infinity, End: Infinity };
    if (event.key in moves) choose(table.chosen + moves[event.key], false);
    else if (event.key === "Enter") choose(table.chosen, true);
    else return;
    event.preventDefault();
  });
  byId("theme").addEventListener("click", () => {
    const root = document.documentElement;
    const isDark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
    root.dataset.theme = isDark ? "light" : "dark";
  });
  addEventListener("beforeprint", () => fill(true));
  addEventListener("afterprint", () => fill());
  showVerdict();
  showCorpus();
  arrange();
  table.height = document.querySelector("#rows tr[data-index]")?.getBoundingClientRect().height || table.height;
  fill();
  if (byId("client").value) showTimeline();
})();
