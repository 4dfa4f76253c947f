package dev.dragoman.gateway.journal;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Writes records. Never waits for a disk, but {@link #admit} for a moment when the disk is slower than what comes. Thread-safe. */
final class Appender {

    private final Space space;
    private final Trouble trouble;
    private final int maxPayload;
    private final int outcomeRoom;
    private final Duration patience;

    Appender(Space space, Trouble trouble, JournalSettings settings) {
        this.space = space;
        this.trouble = trouble;
        this.maxPayload = settings.maxPayload();
        this.outcomeRoom = settings.outcomeRoom();
        this.patience = settings.patience();
    }

    /** Makes room for an intent and its outcome. */
    Slot admit(Entry intent) {
        return space.admit(checked(intent), outcomeRoom, patience);
    }

    /** Writes an outcome into the room that was made for it. */
    void settle(Entry outcome) {
        write(space.settle(checked(outcome), outcomeRoom, patience), outcome);
    }

    /** Writes the outcome of a call that an earlier process admitted; so much was promised for it as it takes. */
    void recover(Entry outcome) {
        write(space.settle(checked(outcome), outcome.room(), patience), outcome);
    }

    /** Writes what can be done without, in one go; where it lies, or null when there is no room. */
    @Nullable
    Slot spare(Entry first, @Nullable Entry second) {
        int room = checked(first) + (second == null ? 0 : second.room());
        Slot slot = space.spare(room);
        if (slot != null) {
            write(slot, first);
            if (second != null) {
                write(new Slot(slot.segment(), slot.offset() + first.room()), second);
            }
        }
        return slot;
    }

    private int checked(Entry entry) {
        if (entry.payloadLength() > maxPayload) {
            throw new IllegalArgumentException(
                    "a payload has " + entry.payloadLength() + " bytes (expected: " + maxPayload + " at most)");
        }
        return entry.room();
    }

    void write(Slot slot, Entry entry) {
        try {
            slot.segment().write(slot.offset(), entry);
        } catch (RuntimeException | Error failed) {
            // What comes after this place is found only by the next process, which goes over it.
            String reason = slot.segment() + " cannot be written to: " + failed;
            space.fail(reason);
            trouble.tell(Trouble.Part.WRITING, reason);
            throw new JournalException(reason, failed);
        }
    }
}
