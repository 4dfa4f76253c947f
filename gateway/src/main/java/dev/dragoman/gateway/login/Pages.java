package dev.dragoman.gateway.login;

import dev.dragoman.json.Json;
import dev.dragoman.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The pages of the login: plain HTML without scripts, which every browser and screen reader understands. */
final class Pages {

    private static final String STYLE = """
            body{font:1rem/1.5 system-ui,sans-serif;max-width:24rem;margin:4rem auto;padding:0 1rem}\
            label,input,button,.sso{display:block;width:100%;box-sizing:border-box;font:inherit}\
            input,button,.sso{padding:.6rem;margin:.25rem 0 1rem;border:1px solid #767676;border-radius:.3rem}\
            button,.sso{background:#0b57d0;color:#fff;border-color:#0b57d0;text-align:center;text-decoration:none}\
            .error{border-left:.3rem solid #b3261e;padding:.5rem .8rem;background:#fdeceb;color:#410e0b}\
            pre{white-space:pre-wrap;overflow-wrap:anywhere}""";

    private static final String POLICY = "default-src 'none'; style-src 'sha256-" + hash(STYLE)
            + "'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private final PublicAddress address;

    Pages(PublicAddress address) {
        this.address = address;
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    /**
     * The form.
     *
     * @param problem what went wrong before; null for nothing
     * @param sso whether there is a company's login
     */
    Reply login(int status, @Nullable String problem, boolean sso) {
        return page(status, "Log in", alert(problem) + company(sso) + """
                <form method="post" action="%s">
                <label for="username">E-mail address or user name</label>
                <input id="username" name="username" autocomplete="username" required autofocus>
                <label for="password">Password</label>
                <input id="password" name="password" type="password" autocomplete="current-password" required>
                <button type="submit">Log in</button>
                </form>
                """.formatted(escaped(address.path("/login"))));
    }

    private String company(boolean sso) {
        return sso
                ? "<p><a class=\"sso\" href=\"%s\">Log in with SSO</a></p>\n"
                        .formatted(escaped(address.path("/sso/key/generate")))
                : "";
    }

    private static String alert(@Nullable String problem) {
        return problem == null ? "" : "<p class=\"error\" role=\"alert\">" + escaped(problem) + "</p>\n";
    }

    /** What went wrong, and the way back. */
    Reply problem(int status, String problem) {
        return page(
                status,
                "Login failed",
                alert(problem) + "<p><a href=\"" + escaped(address.path("/login")) + "\">Back to the login</a></p>\n");
    }

    /** What a provider told. */
    Reply claims(JsonValue told) {
        return page(200, "What the identity provider tells", "<pre>" + escaped(Json.text(told)) + "</pre>\n");
    }

    private static Reply page(int status, String title, String content) {
        return Reply.page(status, """
                <!doctype html>
                <html lang="en">
                <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%s - Dragoman</title><style>%s</style></head>
                <body><main>
                <h1>%s</h1>
                %s</main></body>
                </html>
                """.formatted(title, STYLE, title, content), POLICY);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
