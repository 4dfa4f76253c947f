package dev.dragoman.testkit.vendor;

import dev.dragoman.testkit.answer.Streaming;
import dev.dragoman.testkit.wire.Frame;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Turns the events of a stream into timed frames. */
final class Pacing {

    private Pacing() {}

    static List<Frame> frames(List<byte[]> events, Streaming streaming, Protocol protocol, ChatCall call) {
        List<Frame> frames = new ArrayList<>(events.size());
        for (byte[] event : script(events, streaming, protocol, call)) {
            Duration delay = frames.isEmpty() ? streaming.firstDelay() : streaming.eventDelay();
            add(frames, delay, event, streaming.splitCharacters());
        }
        return frames;
    }

    private static List<byte[]> script(List<byte[]> events, Streaming streaming, Protocol protocol, ChatCall call) {
        List<byte[]> script = new ArrayList<>(events);
        streaming.breakingOff().ifPresent(error -> {
            script.subList(Math.min(streaming.failAfter(), script.size()), script.size())
                    .clear();
            script.add(protocol.failureEvent(call, error));
        });
        int every = streaming.pingEvery();
        for (int position = every; every > 0 && position < script.size(); position += every + 1) {
            script.add(position, protocol.ping(call));
        }
        return script;
    }

    private static void add(List<Frame> frames, Duration delay, byte[] event, boolean split) {
        if (!split || event.length < 2) {
            frames.add(new Frame(delay, event));
            return;
        }
        int cut = cutWithinCharacter(event);
        frames.add(new Frame(delay, Arrays.copyOf(event, cut)));
        frames.add(Frame.of(Arrays.copyOfRange(event, cut, event.length)));
    }

    private static int cutWithinCharacter(byte[] event) {
        for (int i = 1; i < event.length; i++) {
            boolean continuation = (event[i] & 0xC0) == 0x80;
            if (continuation) {
                return i;
            }
        }
        return event.length / 2;
    }
}
