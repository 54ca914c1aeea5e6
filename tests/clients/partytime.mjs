// Prints what podcast-partytime reads in a podcast, as JSON. Usage: node partytime.mjs FILE
import { readFileSync } from "node:fs";
import partytime from "podcast-partytime";

const [file] = process.argv.slice(2);
const parseFeed = partytime.parseFeed ?? partytime.default;
console.log(JSON.stringify(parseFeed(readFileSync(file, "utf8"))));
