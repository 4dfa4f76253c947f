package dev.dragoman.provider;

import dev.dragoman.http.Body;
import dev.dragoman.json.JsonBody;
import java.util.List;

/**
 * One exchange with a vendor, without credentials.
 *
 * @param method the HTTP method
 * @param endpoint where it goes; its header fields come on top of those that the payload needs
 * @param payload what is sent
 * @param signed whether it carries credentials; never for an address that the vendor gave and that is not its own
 */
public record VendorCall(String method, Endpoint endpoint, Payload payload, boolean signed) {

    /** What is sent. */
    public sealed interface Payload {

        /** Nothing. */
        record None() implements Payload {}

        /** Bytes of a media type. */
        record Bytes(String contentType, Body body) implements Payload {}

        /** A form with files. */
        record Form(List<FormField> fields, List<FormFile> files) implements Payload {

            public Form {
                fields = List.copyOf(fields);
                files = List.copyOf(files);
            }
        }
    }

    /** A text field of a form. */
    public record FormField(String name, String value) {}

    /** JSON to post. */
    public static VendorCall json(Endpoint endpoint, JsonBody body) {
        return new VendorCall("POST", endpoint, new Payload.Bytes("application/json", body.toBody()), true);
    }

    /** Something to fetch. */
    public static VendorCall get(Endpoint endpoint) {
        return new VendorCall("GET", endpoint, new Payload.None(), true);
    }
}
