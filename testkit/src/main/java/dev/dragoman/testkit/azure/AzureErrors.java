package dev.dragoman.testkit.azure;

import dev.dragoman.testkit.answer.ErrorKind;
import dev.dragoman.testkit.answer.VendorError;
import dev.dragoman.testkit.json.Json;
import dev.dragoman.testkit.openai.OpenAiErrors;
import dev.dragoman.testkit.wire.Header;
import dev.dragoman.testkit.wire.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Writes errors as Azure does, which is OpenAI's way with exceptions. */
final class AzureErrors {

    private AzureErrors() {}

    static Reply reply(VendorError error) {
        return reply(error.statusOr(error.kind().usualStatus()), body(error), error.retryAfter());
    }

    static ObjectNode body(VendorError error) {
        return switch (error.kind()) {
            case CONTENT_FILTERED -> filtered(error);
            case INVALID_KEY ->
                plain(
                        "401",
                        error.messageOr(
                                "Access denied due to invalid subscription key or wrong API endpoint. Make sure to provide a valid key "
                                        + "for an active subscription and use a correct regional API endpoint for your resource."));
            case NOT_FOUND ->
                plain(
                        "DeploymentNotFound",
                        error.messageOr(
                                "The API deployment for this resource does not exist. If you created the deployment within the last 5 "
                                        + "minutes, please wait a moment and try again."));
            case RATE_LIMITED, QUOTA_EXHAUSTED ->
                plain(
                        "429",
                        error.messageOr(
                                "Requests to the ChatCompletions_Create Operation under Azure OpenAI API have exceeded call rate limit "
                                        + "of your current OpenAI S0 pricing tier. Please retry after 20 seconds."));
            case PERMISSION_DENIED ->
                plain("403", error.messageOr("Access denied due to Virtual Network/Firewall rules."));
            case SERVER_ERROR -> plain("InternalServerError", error.messageOr("Internal server error"));
            case BAD_REQUEST,
                    CONTEXT_TOO_LONG,
                    BILLING,
                    TIMEOUT,
                    CONFLICT,
                    TOO_LARGE,
                    UNPROCESSABLE,
                    BAD_GATEWAY,
                    OVERLOADED,
                    GATEWAY_TIMEOUT -> OpenAiErrors.body(error);
        };
    }

    static ObjectNode plain(String code, String message) {
        ObjectNode body = Json.object();
        body.putObject("error").put("code", code).put("message", message);
        return body;
    }

    /** The refusal of a missing or expired directory token, which has no error object. */
    static ObjectNode unauthorized() {
        return Json.object()
                .put("statusCode", 401)
                .put(
                        "message",
                        "Unauthorized. Access token is missing, invalid, audience is incorrect "
                                + "(https://cognitiveservices.azure.com), or have expired.");
    }

    static Reply reply(int status, ObjectNode body) {
        return Reply.whole(status, headers(), Json.bytes(body));
    }

    private static Reply reply(int status, ObjectNode body, @Nullable Duration retryAfter) {
        Reply reply = reply(status, body);
        return retryAfter == null
                ? reply
                : reply.withHeader("retry-after", Long.toString(Math.max(1, retryAfter.toSeconds())))
                        .withHeader("retry-after-ms", Long.toString(retryAfter.toMillis()));
    }

    private static List<Header> headers() {
        List<Header> headers = new ArrayList<>();
        headers.add(new Header("content-type", "application/json"));
        headers.add(new Header("apim-request-id", "00000000-0000-4000-8000-000000000001"));
        return headers;
    }

    private static ObjectNode filtered(VendorError error) {
        ObjectNode body = Json.object();
        ObjectNode inner = body.putObject("error");
        inner.put(
                "message",
                error.messageOr(
                        "The response was filtered due to the prompt triggering Azure OpenAI's content management policy. Please "
                                + "modify your prompt and retry. To learn more about our content filtering policies please read our "
                                + "documentation: https://go.microsoft.com/fwlink/?linkid=2198766"));
        inner.putNull("type").put("param", "prompt").put("code", "content_filter");
        inner.put("status", error.statusOr(ErrorKind.CONTENT_FILTERED.usualStatus()));
        ObjectNode innermost = inner.putObject("innererror").put("code", "ResponsibleAIPolicyViolation");
        ObjectNode results = ContentFilterResults.results(true);
        results.putObject("jailbreak").put("filtered", false).put("detected", false);
        innermost.set("content_filter_result", results);
        return body;
    }
}
