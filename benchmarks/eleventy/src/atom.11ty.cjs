// Each feed as Atom.
const SITE = "https://talks.example/";

exports.data = {
  pagination: { data: "feeds", size: 1, alias: "feed" },
  permalink: ({ feed }) => `${feed.name}.atom`,
  eleventyExcludeFromCollections: true,
};

exports.render = ({ feed }) => `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><id>${SITE}${feed.name}.atom</id>
<title>${feed.title}</title><updated>2026-06-01T12:00:00Z</updated>
${feed.entries.map((entry) => entry.atom).join("")}</feed>
`;
