// Eight topics, the largest, carry a colour; the others are grey and numbered.
const focus = new Map(bySize().slice(0, 8).map((topic, slot) => [topic, slot]));
const fillOf = (topic) => (focus.has(topic) ? `var(--t${focus.get(topic)})` : "var(--tnl)");
const inkOn = (topic) => (focus.has(topic) ? `var(--l${focus.get(topic)})` : "var(--ink)");
const lineOf = (topic) => (focus.has(topic) ? `var(--t${focus.get(topic)})` : "var(--ctl)");
const barOf = (topic) => (focus.has(topic) ? `var(--t${focus.get(topic)})` : "var(--tn)");
