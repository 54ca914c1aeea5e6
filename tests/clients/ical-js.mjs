// Prints what ical.js (the parser of Thunderbird and Nextcloud) reads in a calendar, as JSON.
// Usage: node ical-js.mjs PACKAGE FILE, where PACKAGE is "ical.js" or an older one beside it.
import { readFileSync } from "node:fs";

const [name, file] = process.argv.slice(2);
const module = await import(name);
const ICAL = module.default ?? module;

const calendar = new ICAL.Component(ICAL.parse(readFileSync(file, "utf8")));
const moment = (time) => (time.isDate ? time.toString() : time.toJSDate().toISOString());
const events = calendar.getAllSubcomponents("vevent").map((component) => {
  const event = new ICAL.Event(component);
  const value = (property) => component.getFirstPropertyValue(property);
  return {
    uid: event.uid,
    summary: event.summary,
    description: event.description,
    location: event.location,
    start: moment(event.startDate),
    end: moment(event.endDate),
    allDay: event.startDate.isDate,
    status: value("status"),
    url: value("url"),
    sequence: event.sequence,
    categories: component.getFirstProperty("categories")?.getValues() ?? [],
  };
});
const refresh = calendar.getFirstPropertyValue("refresh-interval");
console.log(
  JSON.stringify({
    name: calendar.getFirstPropertyValue("x-wr-calname"),
    refresh: refresh?.toString(),
    events,
  }),
);
