package dev.dragoman.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.dragoman.http.Multipart.MalformedException;
import dev.dragoman.http.Multipart.Part;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Forms with files: what was written reads back the same, and what is no form is never anything but that. */
final class MultipartTest {

    private static final String BOUNDARY = "form-7d9f";
    private static final String TYPE = "multipart/form-data; boundary=" + BOUNDARY;

    @Test
    void whatWasWrittenReadsBackTheSame() {
        Random random = new Random(11);
        for (int round = 0; round < 2_000; round++) {
            List<Part> parts = new ArrayList<>();
            for (int i = random.nextInt(5); i >= 0; i--) {
                parts.add(part(random));
            }

            assertThat(Multipart.read(Multipart.write(parts, BOUNDARY).toBytes(), TYPE))
                    .isEqualTo(parts);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "multipart/form-data; boundary=\"form-7d9f\"",
                "Multipart/Form-Data;boundary=form-7d9f",
                "multipart/form-data; charset=utf-8; boundary=form-7d9f",
                "multipart/form-data; boundary=form-7d9f; charset=utf-8",
            })
    void theBoundaryStandsInTheTypeInManyWays(String type) {
        byte[] form = Multipart.write(List.of(Part.text("a", "b")), BOUNDARY).toBytes();

        assertThat(Multipart.read(form, type)).containsExactly(Part.text("a", "b"));
    }

    @Test
    void whatStandsBeforeAndBehindTheFormDoesNotMatter() {
        byte[] form = Multipart.write(List.of(Part.text("a", "b")), BOUNDARY).toBytes();
        byte[] body = ("for old readers\r\n" + new String(form, StandardCharsets.UTF_8) + "\r\nthe end")
                .getBytes(StandardCharsets.UTF_8);

        assertThat(Multipart.read(body, TYPE)).containsExactly(Part.text("a", "b"));
    }

    @Test
    void aFormThatBreaksOffIsNone() {
        byte[] form = Multipart.write(
                        List.of(
                                Part.text("model", "whisper"),
                                new Part("file", "a.wav", "audio/wav", Slice.utf8("RIFF"))),
                        BOUNDARY)
                .toBytes();

        // Only the line end behind the closing boundary may be missing.
        for (int length = 0; length < form.length - 2; length++) {
            byte[] cut = Arrays.copyOf(form, length);
            assertThatExceptionOfType(MalformedException.class)
                    .as("cut at %d", length)
                    .isThrownBy(() -> Multipart.read(cut, TYPE));
        }
    }

    /** Random changes give a form or none, and never any other failure. */
    @Test
    void aSpoiledFormIsAFormOrNone() {
        byte[] form = Multipart.write(
                        List.of(
                                Part.text("model", "whisper"),
                                new Part("file", "a.wav", "audio/wav", Slice.utf8("RIFF"))),
                        BOUNDARY)
                .toBytes();
        Random random = new Random(5);
        int read = 0;
        int refused = 0;
        for (int round = 0; round < 20_000; round++) {
            byte[] spoiled = spoiled(form, random);
            try {
                Multipart.read(spoiled, TYPE);
                read++;
            } catch (MalformedException none) {
                assertThat(none.getMessage()).isNotBlank();
                refused++;
            }
        }
        assertThat(read).isPositive();
        assertThat(refused).isPositive();
    }

    @Test
    void garbageIsNoForm() {
        Random random = new Random(3);
        for (int round = 0; round < 5_000; round++) {
            byte[] garbage = new byte[random.nextInt(200)];
            random.nextBytes(garbage);
            assertThatExceptionOfType(MalformedException.class).isThrownBy(() -> Multipart.read(garbage, TYPE));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "multipart/form-data|names no boundary",
                "multipart/form-data; boundary=|names no boundary",
                "multipart/form-data; boundary=\"open|quote is not closed",
                "multipart/form-data; boundary=abcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghijabcdefghija|of 1 to 70",
            })
    void aTypeWithoutABoundaryIsRefused(String type, String told) {
        assertThatExceptionOfType(MalformedException.class)
                .isThrownBy(() -> Multipart.read(new byte[0], type))
                .withMessageContaining(told);
    }

    private static Part part(Random random) {
        String name = text(random, 1 + random.nextInt(12));
        byte[] bytes = new byte[random.nextInt(300)];
        random.nextBytes(bytes);
        boolean file = random.nextBoolean();
        String fileName = file ? text(random, 1 + random.nextInt(20)) : null;
        String type = file || random.nextBoolean() ? "audio/wav; x=" + random.nextInt(9) : null;
        return new Part(name, fileName, type, Slice.of(bytes));
    }

    /** Letters and what has a meaning in headers. */
    private static String text(Random random, int length) {
        String alphabet = "abcß語😀 \"\\;:=\r\n-_.[]";
        int[] points = alphabet.codePoints().toArray();
        StringBuilder text = new StringBuilder("n");
        for (int i = 0; i < length; i++) {
            text.appendCodePoint(points[random.nextInt(points.length)]);
        }
        return text.toString();
    }

    private static byte[] spoiled(byte[] form, Random random) {
        byte[] spoiled = form.clone();
        for (int i = random.nextInt(4); i >= 0; i--) {
            int at = random.nextInt(spoiled.length);
            switch (random.nextInt(3)) {
                case 0 -> spoiled[at] = (byte) random.nextInt();
                case 1 -> spoiled = without(spoiled, at);
                default -> spoiled[at] = (byte) "\r\n-;:\"=".charAt(random.nextInt(7));
            }
        }
        return spoiled;
    }

    private static byte[] without(byte[] bytes, int at) {
        byte[] shorter = new byte[bytes.length - 1];
        System.arraycopy(bytes, 0, shorter, 0, at);
        System.arraycopy(bytes, at + 1, shorter, at, shorter.length - at);
        return shorter;
    }
}
