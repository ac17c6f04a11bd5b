/** Opens Swagger UI on this service's own document. It asks nobody else for anything. */

window.SwaggerUIBundle({
  url: "/openapi.json",
  dom_id: "#docs",
  deepLinking: true,
  docExpansion: "list",
  // Examples first: they are what people copy.
  defaultModelsExpandDepth: 0,
  // Otherwise the document would be sent to a public validator.
  validatorUrl: null,
  // A key is forgotten with the page.
  persistAuthorization: false,
});
