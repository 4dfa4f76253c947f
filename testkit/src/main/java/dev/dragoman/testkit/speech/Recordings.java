package dev.dragoman.testkit.speech;

import dev.dragoman.testkit.wire.FormData;
import dev.dragoman.testkit.wire.RecordedRequest;

/** Recordings that vendors take. */
final class Recordings {

    private Recordings() {}

    /** The form that a request must be. */
    static FormData form(RecordedRequest request, int status) {
        try {
            return FormData.of(request);
        } catch (IllegalArgumentException wrong) {
            throw new SpeechRefusal(status, "invalid_form", String.valueOf(wrong.getMessage()));
        }
    }

    /** Whether the bytes begin as a recording does. */
    static boolean isSound(byte[] bytes) {
        String start = new String(bytes, 0, Math.min(4, bytes.length), java.nio.charset.StandardCharsets.ISO_8859_1);
        boolean mpeg = bytes.length > 1 && (bytes[0] & 0xFF) == 0xFF && (bytes[1] & 0xE0) == 0xE0;
        return mpeg || start.equals("RIFF") || start.equals("OggS") || start.equals("fLaC") || start.startsWith("ID3");
    }
}
