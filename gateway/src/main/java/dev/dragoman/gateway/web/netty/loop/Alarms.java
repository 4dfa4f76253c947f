package dev.dragoman.gateway.web.netty.loop;

import io.netty.channel.IoEventLoop;
import io.netty.util.concurrent.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The alarms of one event loop. Nearly every deadline is moved or met long before it passes, so setting one only stores a
 * number; when the earliest number once stored has come, all alarms are looked through for those that are due.
 */
final class Alarms {

    /** At most this often are the alarms looked through. */
    private static final long GRAIN = TimeUnit.MILLISECONDS.toNanos(5);

    private final IoEventLoop loop;
    private @Nullable Alarm first;
    private boolean expecting;
    private long expected;

    Alarms(IoEventLoop loop) {
        this.loop = loop;
    }

    void add(Alarm alarm) {
        Alarm second = first;
        alarm.next = second;
        if (second != null) {
            second.previous = alarm;
        }
        first = alarm;
    }

    void remove(Alarm alarm) {
        Alarm before = alarm.previous;
        Alarm after = alarm.next;
        if (before == null) {
            first = after;
        } else {
            before.next = after;
        }
        if (after != null) {
            after.previous = before;
        }
        alarm.previous = null;
        alarm.next = null;
    }

    /** Makes sure that the alarms are looked through at that time. */
    void expect(long nanos) {
        if (expecting && expected - nanos <= 0) {
            return;
        }
        expecting = true;
        expected = nanos;
        long delay = Math.max(GRAIN, nanos - System.nanoTime());
        Future<?> _ = loop.schedule(() -> lookThrough(nanos), delay, TimeUnit.NANOSECONDS);
    }

    private void lookThrough(long reason) {
        if (!expecting || expected != reason) {
            return;
        }
        expecting = false;
        for (Alarm due : due(System.nanoTime())) {
            ring(due);
        }
        expectEarliest();
    }

    /** An alarm that rang before may have taken this one back. */
    private static void ring(Alarm due) {
        try {
            if (due.isSet()) {
                due.ring();
            }
        } catch (RuntimeException | Error e) {
            Guard.report(e);
        }
    }

    private List<Alarm> due(long now) {
        List<Alarm> due = new ArrayList<>();
        for (Alarm alarm = first; alarm != null; alarm = alarm.next) {
            if (alarm.isDue(now)) {
                due.add(alarm);
            }
        }
        return due;
    }

    private void expectEarliest() {
        Alarm earliest = null;
        for (Alarm alarm = first; alarm != null; alarm = alarm.next) {
            if (alarm.isSet() && (earliest == null || alarm.nanos() - earliest.nanos() < 0)) {
                earliest = alarm;
            }
        }
        if (earliest != null) {
            expect(earliest.nanos());
        }
    }
}
