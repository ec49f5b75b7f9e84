"use strict";

// Shows the description of the service named in the address, fresh from the service itself.
(() => {
    const services = [...document.querySelectorAll("#services a")].map(link => link.hash.slice(1));
    const notice = document.getElementById("notice");

    function say(text) {
        notice.textContent = text;
        notice.hidden = !text;
    }

    async function show() {
        const wanted = location.hash.slice(1);
        const service = services.includes(wanted) ? wanted : services[0];
        for (const link of document.querySelectorAll("#services a")) {
            if (link.hash === "#" + service) {
                link.setAttribute("aria-current", "page");
            } else {
                link.removeAttribute("aria-current");
            }
        }
        document.getElementById("operations").replaceChildren();
        say("Reading the description of " + service + " …");
        try {
            const answer = await fetch("/docs/openapi/" + service + ".json", {headers: {Accept: "application/json"}});
            if (!answer.ok) {
                say(service + " does not describe itself at the moment (" + answer.status + ").");
                return;
            }
            const description = await answer.json();
            // Clients reach every service through this door only.
            description.servers = [{url: location.origin}];
            say("");
            SwaggerUIBundle({
                spec: description,
                dom_id: "#operations",
                docExpansion: "list",
                defaultModelsExpandDepth: 0,
                validatorUrl: null,
                persistAuthorization: false
            });
        } catch (fault) {
            say(service + " cannot be reached.");
        }
    }

    window.addEventListener("hashchange", show);
    show();
})();
