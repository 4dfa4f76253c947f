package dev.dragoman.routing;

import dev.dragoman.error.LlmException;
import dev.dragoman.http.Body;
import dev.dragoman.http.Headers;
import dev.dragoman.json.Json;
import dev.dragoman.json.JsonBody;
import dev.dragoman.json.JsonString;
import dev.dragoman.model.Usage;
import dev.dragoman.provider.Operation;
import dev.dragoman.provider.Service;
import java.util.List;
import java.util.Objects;

/** Counts the tokens of a conversation: at the vendor where it counts, else by an estimate. */
final class CountAttempt {

    private final CountSource source;
    private final Deployment deployment;
    private final Attempt attempt;
    private final CallMedia media;
    private final Line line;

    CountAttempt(CountSource source, Deployment deployment, Attempt attempt, CallMedia media, Line line) {
        this.source = source;
        this.deployment = deployment;
        this.attempt = attempt.dropping();
        this.media = media;
        this.line = line;
    }

    CallAnswer answer() {
        Service counting = deployment.provider().service(Operation.COUNT_TOKENS);
        if (counting == null || !counting.serves(deployment.target())) {
            return estimated();
        }
        try {
            return atTheVendor();
        } catch (LlmException refusal) {
            if (counting.isAbsence(refusal)) {
                return estimated();
            }
            throw refusal;
        }
    }

    /** The request as it would have been sent, beta features included, goes to where is counted. */
    private CallAnswer atTheVendor() {
        Composer.Composed composed = Composer.compose(source.chat(), deployment, attempt, media);
        if (!composed.vendor().name().equals(deployment.provider().dialect().name())) {
            return estimated();
        }
        Headers headers = composed.request().headers().toBuilder()
                .remove("content-type")
                .remove("accept")
                .build();
        ServiceSource asked = new ServiceSource(
                Operation.COUNT_TOKENS, JsonBody.parse(composed.request().body().toBytes()), List.of(), false);
        CallAnswer answer = new ServiceAttempt(asked, deployment, attempt.forwarding(headers), line).answer();
        if (!(answer instanceof CallAnswer.Whole counted)) {
            throw new IllegalStateException("a count is whole, not " + answer);
        }
        long tokens = Objects.requireNonNull(counted.usage().inputTokens());
        boolean told = composed.vendor().name().equals(source.dialect().name());
        return whole(told ? counted.body() : written(tokens), info(counted.info(), composed));
    }

    private CallAnswer estimated() {
        String model = deployment.target().traits().name();
        // What cannot be read could not be sent either.
        source.dialect().readRequest(source.body().with("model", new JsonString(model)));
        long tokens = source.estimate().tokens(model, source.body().toObject());
        return whole(written(tokens), new AnswerInfo(deployment, Headers.EMPTY, List.of(), 0));
    }

    private Body written(long tokens) {
        return Body.of(Json.bytes(source.answer().apply(tokens)));
    }

    /** To count tokens uses none. */
    private static CallAnswer whole(Body body, AnswerInfo info) {
        return new CallAnswer.Whole("application/json", body, Usage.NONE, info);
    }

    private AnswerInfo info(AnswerInfo counted, Composer.Composed composed) {
        return new AnswerInfo(deployment, counted.vendorHeaders(), composed.dropped(), counted.vendorNanos());
    }
}
