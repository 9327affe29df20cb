// Reads a calendar file as `ical.js` does and prints one line per event: uid, first day, day after, summary, alarm.
// JUDGES is the folder where the library is installed.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const ICAL = createRequire(`${process.env.JUDGES}/`)("ical.js");

const calendar = new ICAL.Component(ICAL.parse(readFileSync(process.argv[2], "utf8")));
for (const part of calendar.getAllSubcomponents("vevent")) {
  const event = new ICAL.Event(part);
  const [alarm] = part.getAllSubcomponents("valarm");
  const before = alarm.getFirstPropertyValue("trigger").toSeconds();
  console.log(event.uid, `${event.startDate}`, `${event.endDate}`, event.summary, before);
}
