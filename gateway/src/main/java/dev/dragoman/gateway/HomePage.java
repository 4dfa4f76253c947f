package dev.dragoman.gateway;

import dev.dragoman.gateway.endpoint.Version;

/** What a browser sees at the root. */
final class HomePage {

    private HomePage() {}

    static String html() {
        return """
                <!doctype html>
                <html lang="en">
                <head><meta charset="utf-8"><title>Dragoman</title></head>
                <body style="font: 1rem/1.6 system-ui; max-width: 40rem; margin: 4rem auto; padding: 0 1rem">
                <h1>Dragoman %s</h1>
                <p>One OpenAI-compatible endpoint for every LLM provider.</p>
                <ul>
                <li><code>POST /v1/chat/completions</code> in OpenAI's format</li>
                <li><code>POST /v1/messages</code> in Anthropic's format</li>
                <li><a href="/v1/models">/v1/models</a> (with a key)</li>
                <li><a href="/openapi.json">/openapi.json</a>, <a href="/health/readiness">/health/readiness</a>,
                <a href="/metrics">/metrics</a></li>
                </ul>
                </body>
                </html>
                """.formatted(Version.CURRENT);
    }
}
