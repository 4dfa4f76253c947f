package dev.dragoman.testkit.answer;

import java.util.List;

/** What an answer says. */
public sealed interface Matter permits Content, Matter.Failure, Matter.Raw {

    /**
     * A refusal in the vendor's own words.
     *
     * @param error the refusal
     */
    record Failure(VendorError error) implements Matter {}

    /**
     * Exactly these bytes.
     *
     * @param status the HTTP status
     * @param contentType the value of Content-Type
     * @param pieces the body; one piece has a Content-Length, several are sent in chunks
     */
    record Raw(int status, String contentType, List<byte[]> pieces) implements Matter {

        /** Copies the list, not the bytes. */
        public Raw {
            pieces = List.copyOf(pieces);
        }
    }
}
