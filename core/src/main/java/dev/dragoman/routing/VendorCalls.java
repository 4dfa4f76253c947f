package dev.dragoman.routing;

import dev.dragoman.http.Body;
import dev.dragoman.http.Headers;
import dev.dragoman.http.Multipart;
import dev.dragoman.http.UpstreamRequest;
import dev.dragoman.provider.Endpoint;
import dev.dragoman.provider.VendorCall;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Turns an exchange of a service into a request. */
final class VendorCalls {

    private VendorCalls() {}

    static UpstreamRequest request(VendorCall call, Deployment deployment, Attempt attempt, boolean stream) {
        Endpoint endpoint = call.endpoint();
        Headers.Builder headers = endpoint.headers().toBuilder();
        Body body = body(call.payload(), headers);
        if (!endpoint.headers().contains("accept")) {
            headers.set("accept", stream ? "*/*" : "application/json, */*;q=0.5");
        }
        if (call.signed()) {
            attempt.forwarded().forEach(headers::set);
            deployment.extraHeaders().forEach(headers::set);
        }
        return new UpstreamRequest(call.method(), endpoint.origin(), endpoint.target(), headers.build(), body);
    }

    private static Body body(VendorCall.Payload payload, Headers.Builder headers) {
        return switch (payload) {
            case VendorCall.Payload.None none -> Body.EMPTY;
            case VendorCall.Payload.Bytes bytes -> {
                headers.set("content-type", bytes.contentType());
                yield bytes.body();
            }
            case VendorCall.Payload.Form form -> {
                String boundary = "form-" + UUID.randomUUID();
                headers.set("content-type", "multipart/form-data; boundary=" + boundary);
                yield Multipart.write(parts(form), boundary);
            }
        };
    }

    private static List<Multipart.Part> parts(VendorCall.Payload.Form form) {
        List<Multipart.Part> parts =
                new ArrayList<>(form.fields().size() + form.files().size());
        form.fields().forEach(field -> parts.add(Multipart.Part.text(field.name(), field.value())));
        form.files()
                .forEach(file ->
                        parts.add(new Multipart.Part(file.field(), file.name(), file.contentType(), file.bytes())));
        return parts;
    }
}
