package dev.dragoman.gateway.relay;

import dev.dragoman.error.LlmException;
import dev.dragoman.gateway.call.Answered;
import dev.dragoman.gateway.call.Charge;
import dev.dragoman.gateway.endpoint.CostHeaders;
import dev.dragoman.gateway.endpoint.Version;
import dev.dragoman.gateway.web.Exchange;
import dev.dragoman.gateway.web.ResponseStream;
import dev.dragoman.http.Body;
import dev.dragoman.http.Headers;
import dev.dragoman.http.Slice;
import dev.dragoman.routing.ByteStream;
import dev.dragoman.routing.CallAnswer;
import dev.dragoman.routing.Deployment;
import dev.dragoman.routing.RelaySource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A vendor's answer on its way to the client, status and bytes unchanged. Confined to the thread of its request. */
final class RelayAnswer implements RelaySource.Reception {

    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;

    private final Exchange exchange;
    private final String id;
    private @Nullable Deployment deployment;
    private int status;
    private Headers fields = Headers.EMPTY;
    private Charge charge = Charge.OPEN;
    private byte @Nullable [] refusal;

    RelayAnswer(Exchange exchange, String id) {
        this.exchange = exchange;
        this.id = id;
    }

    /** The answer of that vendor. */
    RelayAnswer of(Deployment vendor) {
        deployment = vendor;
        return this;
    }

    @Override
    public void began(int vendorStatus, Headers headers) {
        status = vendorStatus;
        fields = headers;
    }

    @Override
    public void refused(int vendorStatus, Headers headers, byte[] body) {
        began(vendorStatus, headers);
        refusal = body;
    }

    /** Answers what the vendor answered. */
    void write(Answered answered) {
        if (!(answered.answer() instanceof CallAnswer.Bytes bytes)) {
            throw new IllegalStateException("what is handed on is bytes, not " + answered.answer());
        }
        charge = answered.charge();
        try (ByteStream stream = bytes.stream()) {
            if (status == NO_CONTENT
                    || status == NOT_MODIFIED
                    || exchange.method().equals("HEAD")) {
                drain(stream);
                exchange.respond(status, headers(), Body.EMPTY);
            } else {
                pass(stream);
            }
        }
    }

    /** Answers with the vendor's refusal, if that is why the call failed. */
    boolean passedRefusal() {
        byte[] body = refusal;
        if (body == null) {
            return false;
        }
        exchange.respond(status, headers(), exchange.method().equals("HEAD") ? Body.EMPTY : Body.of(body));
        return true;
    }

    private static void drain(ByteStream stream) {
        while (stream.next(piece -> {})) {}
    }

    /** An answer that breaks off is cut, so that nobody takes it for complete. */
    private void pass(ByteStream stream) {
        try (ResponseStream response = exchange.stream(status, headers())) {
            List<Slice> pieces = new ArrayList<>();
            try {
                while (stream.next(pieces::add)) {
                    flush(pieces, response);
                }
                flush(pieces, response);
            } catch (LlmException broken) {
                response.abort();
            }
        }
    }

    private static void flush(List<Slice> pieces, ResponseStream response) {
        if (!pieces.isEmpty()) {
            response.write(new Body(pieces));
            pieces.clear();
        }
    }

    private Headers headers() {
        Headers.Builder headers =
                Fields.toClient(fields).set("x-litellm-call-id", id).set("x-litellm-version", Version.CURRENT);
        if (charge.cost() != null) {
            CostHeaders.add(headers, charge);
        }
        Deployment vendor = deployment;
        return vendor == null
                ? headers.build()
                : headers.set("x-litellm-model-api-base", vendor.endpoints().base())
                        .build();
    }
}
