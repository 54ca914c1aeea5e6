// Each feed as RSS.
const SITE = "https://talks.example/";

exports.data = {
  pagination: { data: "feeds", size: 1, alias: "feed" },
  permalink: ({ feed }) => `${feed.name}.rss`,
  eleventyExcludeFromCollections: true,
};

exports.render = ({ feed }) => `<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>${feed.title}</title><link>${SITE}</link><description>${feed.title}</description>
${feed.entries.map((entry) => entry.rss).join("")}</channel></rss>
`;
