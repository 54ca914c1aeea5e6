// Prints what node-ical reads in a calendar, as JSON. Usage: node node-ical.mjs FILE
import { readFileSync } from "node:fs";
import ical from "node-ical";

const [file] = process.argv.slice(2);
const two = (number) => String(number).padStart(2, "0");
// A day is midnight on the machine's own clock, so its numbers are read from that clock.
const day = (date) => `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;

// A property that has parameters, such as LANGUAGE, is an object of these and its value.
const plain = (property) => property?.val ?? property;

const read = Object.values(ical.sync.parseICS(readFileSync(file, "utf8")));
const calendar = read.find((component) => component.type === "VCALENDAR");
const events = read
  .filter((component) => component.type === "VEVENT")
  .map((event) => {
    const allDay = event.datetype === "date";
    const moment = (date) => (allDay ? day(date) : date.toISOString());
    return {
      uid: event.uid,
      summary: plain(event.summary),
      description: plain(event.description),
      location: event.location ?? null,
      start: moment(event.start),
      end: moment(event.end),
      allDay,
      status: event.status,
      url: event.url,
      sequence: Number(event.sequence),
      categories: event.categories ?? [],
    };
  });
console.log(JSON.stringify({ name: calendar?.["WR-CALNAME"] ?? null, events }));
