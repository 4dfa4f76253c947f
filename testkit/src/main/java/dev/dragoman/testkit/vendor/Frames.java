package dev.dragoman.testkit.vendor;

import dev.dragoman.testkit.wire.Frame;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Cuts and joins the frames of a body. */
final class Frames {

    private static final int LONGEST_RUN_NEEDED = 1;

    private Frames() {}

    /** The first bytes of the body. */
    static List<Frame> firstBytes(Iterable<Frame> frames, int count) {
        List<Frame> first = new ArrayList<>();
        int left = count;
        for (Frame frame : frames) {
            if (left <= 0) {
                break;
            }
            int length = Math.min(left, frame.bytes().length);
            first.add(new Frame(frame.delay(), Arrays.copyOf(frame.bytes(), length)));
            left -= length;
        }
        return first;
    }

    /** The first frames, whole. */
    static List<Frame> first(Iterable<Frame> frames, int count) {
        List<Frame> all = list(frames);
        return List.copyOf(all.subList(0, Math.min(count, all.size())));
    }

    /** The first frames and half of the next. */
    static List<Frame> firstAndHalf(Iterable<Frame> frames, int count) {
        List<Frame> all = list(frames);
        int whole = Math.min(count, all.size() - 1);
        List<Frame> cut = new ArrayList<>(all.subList(0, whole));
        Frame next = all.get(whole);
        cut.add(new Frame(next.delay(), Arrays.copyOf(next.bytes(), next.bytes().length / 2)));
        return cut;
    }

    /** Every byte by itself. */
    static List<Frame> single(Iterable<Frame> frames, Duration pause) {
        List<Frame> single = new ArrayList<>();
        for (byte one : bytes(frames)) {
            single.add(new Frame(pause, new byte[] {one}));
        }
        return single;
    }

    /** The frames in chunked coding, the last one announced larger than it is and no end mark. */
    static List<Frame> chunksWithoutEnd(List<Frame> frames) {
        List<Frame> chunks = new ArrayList<>();
        for (int i = 0; i < frames.size(); i++) {
            boolean last = i == frames.size() - 1;
            chunks.add(chunk(frames.get(i), last));
        }
        return chunks;
    }

    /** The body with one byte that no UTF-8 text can hold, within its longest run of words. */
    static List<Frame> withInvalidByte(Iterable<Frame> frames) {
        List<Frame> all = new ArrayList<>(list(frames));
        int middle = all.size() / 2;
        byte[] bytes = all.get(middle).bytes().clone();
        bytes[middleOfLongestRun(bytes)] = (byte) 0xFF;
        all.set(middle, new Frame(all.get(middle).delay(), bytes));
        return all;
    }

    static byte[] bytes(Iterable<Frame> frames) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        frames.forEach(frame -> bytes.writeBytes(frame.bytes()));
        return bytes.toByteArray();
    }

    private static List<Frame> list(Iterable<Frame> frames) {
        List<Frame> list = new ArrayList<>();
        frames.forEach(list::add);
        return list;
    }

    private static Frame chunk(Frame frame, boolean last) {
        int announced = frame.bytes().length + (last ? 1000 : 0);
        ByteArrayOutputStream chunk = new ByteArrayOutputStream();
        chunk.writeBytes((Integer.toHexString(announced) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        chunk.writeBytes(frame.bytes());
        if (!last) {
            chunk.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
        }
        return new Frame(frame.delay(), chunk.toByteArray());
    }

    private static int middleOfLongestRun(byte[] bytes) {
        int best = 0;
        int bestLength = LONGEST_RUN_NEEDED;
        int start = 0;
        for (int i = 0; i <= bytes.length; i++) {
            if (i == bytes.length || !isWord(bytes[i])) {
                if (i - start > bestLength) {
                    best = start;
                    bestLength = i - start;
                }
                start = i + 1;
            }
        }
        return best + bestLength / 2;
    }

    private static boolean isWord(byte one) {
        return one == ' ' || Character.isLetter(one);
    }
}
