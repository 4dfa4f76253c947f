package dev.dragoman.testkit.sagemaker;

import dev.dragoman.testkit.answer.ErrorKind;
import dev.dragoman.testkit.answer.VendorError;
import dev.dragoman.testkit.bedrock.BedrockRefusal;
import dev.dragoman.testkit.bedrock.EventFrames;
import dev.dragoman.testkit.json.Json;
import dev.dragoman.testkit.openai.OpenAiErrors;
import dev.dragoman.testkit.wire.Header;
import dev.dragoman.testkit.wire.Reply;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Writes refusals of the service in AWS's words, and those of the container within a {@code ModelError}. */
final class SageMakerErrors {

    private static final String LOGS = "arn:aws:logs:us-east-1:111122223333:log-group:/aws/sagemaker/Endpoints/fake";

    private SageMakerErrors() {}

    static Reply reply(VendorError error) {
        Reply reply = switch (error.kind()) {
            case INVALID_KEY, PERMISSION_DENIED, RATE_LIMITED, QUOTA_EXHAUSTED, CONFLICT ->
                BedrockRefusal.of(error).reply();
            case OVERLOADED ->
                BedrockRefusal.of(503, "ServiceUnavailable", error.messageOr("The service is unavailable."))
                        .reply();
            case NOT_FOUND ->
                BedrockRefusal.of(
                                400,
                                "ValidationError",
                                error.messageOr("Endpoint fake of account 111122223333 not found."))
                        .reply();
            default -> modelError(error);
        };
        return error.retryAfter() == null
                ? reply
                : reply.withHeader(
                        "retry-after", Long.toString(error.retryAfter().toSeconds()));
    }

    static Reply modelError(VendorError error) {
        return modelError(error.statusOr(error.kind().usualStatus()), Json.text(OpenAiErrors.body(error)));
    }

    static Reply modelError(int status, String original) {
        String message = "Received client error (" + status + ") from primary with message \"" + original + "\".";
        ObjectNode body = Json.object()
                .put("ErrorCode", "CLIENT_ERROR_FROM_MODEL")
                .put("LogStreamArn", LOGS)
                .put("Message", message)
                .put("OriginalMessage", original)
                .put("OriginalStatusCode", status);
        List<Header> headers =
                List.of(new Header("content-type", "application/json"), new Header("x-amzn-errortype", "ModelError"));
        return Reply.whole(424, headers, Json.bytes(body));
    }

    static byte[] event(VendorError error) {
        boolean service = error.kind() == ErrorKind.OVERLOADED;
        return service
                ? EventFrames.exception(
                        "InternalStreamFailure", Json.object().put("Message", "ServiceUnavailable: overloaded"))
                : EventFrames.exception(
                        "ModelStreamError",
                        Json.object().put("Message", "The stream is broken").put("ErrorCode", "StreamBroken"));
    }
}
