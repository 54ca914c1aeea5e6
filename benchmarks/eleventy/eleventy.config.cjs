// Feeds and nothing else.
module.exports = (config) => {
  config.setQuietMode(true);
  return { dir: { input: "src", output: "output" } };
};
