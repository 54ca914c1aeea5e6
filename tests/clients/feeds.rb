# Reads a feed by Ruby's validating RSS::Parser and prints what it found as JSON, one object an entry.
require "json"
require "rss"
require "time"

def atom(entry)
  {
    id: entry.id.content,
    title: entry.title.content,
    links: entry.links.map { |link| [link.href, link.rel, link.type, link.title, link.length] },
    published: entry.published.content.utc.iso8601,
    updated: entry.updated.content.utc.iso8601,
    authors: entry.authors.map { |author| author.name.content },
    categories: entry.categories.map { |category| [category.term, category.label] },
    summary: entry.summary.content,
    content: entry.content.content,
  }
end

def rss(item)
  {
    id: item.guid.content,
    permanent: item.guid.isPermaLink,
    title: item.title,
    link: item.link,
    published: item.pubDate.utc.iso8601,
    authors: item.dc_creators.map(&:content),
    categories: item.categories.map(&:content),
    enclosure: item.enclosure && [item.enclosure.url, item.enclosure.type, item.enclosure.length],
    content: item.content_encoded,
  }
end

feed = RSS::Parser.parse(File.read(ARGV.fetch(0), encoding: "UTF-8"), true)
entries = feed.is_a?(RSS::Atom::Feed) ? feed.entries.map { |e| atom(e) } : feed.items.map { |i| rss(i) }
puts JSON.generate(entries)
