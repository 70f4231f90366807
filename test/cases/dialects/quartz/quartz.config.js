export default { configuration: { pageTitle: 'The mill' } };
