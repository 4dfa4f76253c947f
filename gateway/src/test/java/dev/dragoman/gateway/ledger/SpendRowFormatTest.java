package dev.dragoman.gateway.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.dragoman.gateway.ledger.SpendRow.Payers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Rows as bytes, and the bounds of their texts. */
final class SpendRowFormatTest {

    @Test
    void whatIsWrittenReadsBackExactly() {
        for (SpendRow row : new RandomRows(1).some(1_000)) {
            assertThat(SpendRowFormat.row(SpendRowFormat.bytes(row))).isEqualTo(row);
        }
    }

    @Test
    void aRowOfALaterVersionIsRead() {
        SpendRow row = new RandomRows(2).one();
        byte[] bytes = SpendRowFormat.bytes(row);
        byte[] later = Arrays.copyOf(bytes, bytes.length + 20);
        later[0] = 4; // version 2

        assertThat(SpendRowFormat.row(later)).isEqualTo(row);
    }

    @Test
    void theSmallestAndTheLargestNumbersAreKept() {
        for (long number : new long[] {0, -1, 1, Long.MIN_VALUE, Long.MAX_VALUE, -64, 63, 64, 1L << 53}) {
            RowWriter writer = new RowWriter();
            writer.number(number);
            assertThat(new RowReader(writer.bytes()).number()).isEqualTo(number);
        }
    }

    @Test
    void whatIsCutAnywhereIsRefused() {
        byte[] bytes = SpendRowFormat.bytes(new RandomRows(4).one());
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> SpendRowFormat.row(cut)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void whatIsDamagedIsReadOrRefusedButNothingElse() {
        Random random = new Random(5);
        byte[] bytes = SpendRowFormat.bytes(new RandomRows(6).one());
        for (int i = 0; i < 20_000; i++) {
            byte[] damaged = bytes.clone();
            damaged[random.nextInt(bytes.length)] = (byte) random.nextInt();
            try {
                assertThat(SpendRowFormat.row(damaged)).isNotNull();
            } catch (IllegalArgumentException refused) {
                assertThat(refused).hasMessageStartingWith("no row of the ledger");
            }
        }
    }

    @Test
    void noTextIsLongerThanIndexesBear() {
        Random random = new Random(3);
        for (int i = 0; i < 2_000; i++) {
            String text = text(random, random.nextInt(3_000));
            String bounded = Bounded.text(text, 512);

            assertThat(bounded.getBytes(StandardCharsets.UTF_8).length).isLessThanOrEqualTo(512);
            assertThat(bounded).doesNotContain("\0");
            assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(bounded)).isTrue();
            assertThat(Bounded.text(bounded, 512)).isEqualTo(bounded);
        }
    }

    private static String text(Random random, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            switch (random.nextInt(4)) {
                case 0 -> text.append((char) random.nextInt(128));
                case 1 -> text.append((char) random.nextInt(0x10000));
                case 2 -> text.appendCodePoint(0x1F600 + random.nextInt(50));
                default -> text.append('x');
            }
        }
        return text.toString();
    }

    @Test
    void longTextsThatDifferStayDifferent() {
        String stem = "u".repeat(600);

        assertThat(Bounded.text(stem + "a", 512)).isNotEqualTo(Bounded.text(stem + "b", 512));
        assertThat(Bounded.text("short", 512)).isEqualTo("short");
    }

    @Test
    void tagsAreFewAndEachIsThereOnce() {
        List<String> many =
                IntStream.range(0, 1_000).mapToObj(i -> "tag" + i % 200).toList();

        assertThat(new Payers("k", "", "", "", "", many).tags()).hasSize(64).doesNotHaveDuplicates();
    }
}
