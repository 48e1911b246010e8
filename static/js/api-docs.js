// Shows the API's description on its page.

"use strict";

SwaggerUIBundle({
  url: document.getElementById("swagger-ui").dataset.description,
  dom_id: "#swagger-ui",
  presets: [SwaggerUIBundle.presets.apis],
  layout: "BaseLayout",
  deepLinking: true,
  docExpansion: "list",
  // Nothing is sent to anybody's validator.
  validatorUrl: null,
});
