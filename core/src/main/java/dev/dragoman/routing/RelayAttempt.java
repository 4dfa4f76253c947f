package dev.dragoman.routing;

import dev.dragoman.error.VendorError;
import dev.dragoman.http.Headers;
import dev.dragoman.http.UpstreamRequest;
import dev.dragoman.http.UpstreamResponse;
import dev.dragoman.model.Usage;
import dev.dragoman.provider.ByteAnswer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Passes a request on with the place's credentials, and its answer back as it comes. */
final class RelayAttempt {

    private static final int REFUSED = 400;

    private final RelaySource source;
    private final Deployment deployment;
    private final Attempt attempt;
    private final Line line;

    RelayAttempt(RelaySource source, Deployment deployment, Attempt attempt, Line line) {
        this.source = source;
        this.deployment = deployment;
        this.attempt = attempt;
        this.line = line;
    }

    CallAnswer answer() {
        UpstreamRequest request =
                deployment.provider().credentials().sign(source.request(), deployment.target(), line.tokens());
        long sent = line.nanos();
        UpstreamResponse response = line.send(request, deployment, attempt);
        boolean handedOver = false;
        try {
            if (response.status() >= REFUSED) {
                throw refused(response);
            }
            Headers headers = response.headers();
            AnswerInfo info = new AnswerInfo(deployment, headers, List.of(), line.nanos() - sent);
            VendorBytes stream =
                    new VendorBytes(response, passing(headers), failure -> Breakage.of(failure, deployment));
            source.reception().began(response.status(), headers);
            handedOver = true;
            return new CallAnswer.Bytes(stream, info);
        } finally {
            if (!handedOver) {
                response.close();
            }
        }
    }

    private ByteAnswer passing(Headers headers) {
        String type = headers.first("content-type");
        return source.counted()
                ? UsageTap.of(headers, source.dialect())
                : ByteAnswer.unchanged(type == null ? "application/octet-stream" : type, Usage.NONE);
    }

    private RuntimeException refused(UpstreamResponse response) {
        byte[] body = response.readAll(line.maxReplyBytes());
        source.reception().refused(response.status(), response.headers(), body);
        Map<String, String> headers = HashMap.newHashMap(response.headers().size());
        response.headers().forEach(headers::putIfAbsent);
        return source.dialect()
                .readError(new VendorError(
                        deployment.provider().name(), deployment.target().model(), response.status(), headers, body));
    }
}
