// talks.yaml → every feed with its entries, newest first; each entry is rendered once.
const fs = require("fs");
const yaml = require("js-yaml");
const markdown = require("markdown-it")();

const SITE = "https://talks.example/";
const MARKS = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escape = (text) => String(text).replace(/[&<>"']/g, (mark) => MARKS[mark]);
const slug = (name) => name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-");
const names = (value) => [value ?? []].flat().map((one) => String(one.name ?? one.url ?? one));

function rendered(talk, rank) {
  const id = `${SITE}talks/${rank}/`;
  const date = new Date(talk.date);
  const html = escape(talk.abstract ? markdown.render(String(talk.abstract)) : "");
  const people = names(talk.speakers ?? talk.speaker).map(escape);
  const tags = names(talk.tags).map(escape);
  const authors = people.length ? people : ["Talks"];
  const atom = `<entry><id>${id}</id><title>${escape(talk.title)}</title>`
    + `<updated>${date.toISOString()}</updated><published>${date.toISOString()}</published>`
    + authors.map((name) => `<author><name>${name}</name></author>`).join("")
    + tags.map((tag) => `<category term="${tag}"/>`).join("")
    + `<link rel="alternate" href="${id}"/><content type="html">${html}</content></entry>\n`;
  const rss = `<item><title>${escape(talk.title)}</title><link>${id}</link><guid>${id}</guid>`
    + `<pubDate>${date.toUTCString()}</pubDate>`
    + people.map((name) => `<dc:creator>${name}</dc:creator>`).join("")
    + tags.map((tag) => `<category>${tag}</category>`).join("")
    + `<description>${html}</description></item>\n`;
  return { atom, rss };
}

module.exports = () => {
  const text = fs.readFileSync("talks.yaml", "utf-8");
  const talks = yaml.load(text, { schema: yaml.FAILSAFE_SCHEMA }).talks;
  talks.sort((one, other) => (one.date < other.date ? 1 : -1));
  const all = { name: "all", title: "Talks", entries: [] };
  const groups = new Map();
  talks.forEach((talk, rank) => {
    const entry = rendered(talk, rank);
    all.entries.push(entry);
    if (process.env.FEEDS !== "groups") return;
    const kinds = { speakers: talk.speakers ?? talk.speaker, events: talk.event, tags: talk.tags };
    for (const [kind, value] of Object.entries(kinds)) {
      for (const title of new Set(names(value))) {
        const name = `${kind}/${slug(title)}`;
        if (!groups.has(name)) groups.set(name, { name, title, entries: [] });
        const { entries } = groups.get(name);
        if (entries.length < 100) entries.push(entry);
      }
    }
  });
  return [all, ...groups.values()].map((feed) => ({ ...feed, title: escape(feed.title) }));
};
