module.exports = {
  presets: [['classic', {docs: {path: '../docs', versions: {current: {label: 'Next'}}}}]],
};
