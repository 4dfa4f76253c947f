package dev.dragoman.gateway.journal;

import java.io.IOException;

/** Makes the segments that stand by. For one thread. */
final class Provision {

    /** Ticks without a try after one that failed, since writing to a full disk is costly too. */
    private static final int PAUSE = 20;

    private final SegmentFiles files;
    private final Space space;
    private final Trouble trouble;
    private final int most;
    private int pause;

    Provision(SegmentFiles files, Space space, Trouble trouble, int most) {
        this.files = files;
        this.space = space;
        this.trouble = trouble;
        this.most = most;
    }

    /** Makes as many as are wanted, and says when it cannot. */
    void provide() {
        if (pause > 0) {
            pause--;
            return;
        }
        while (space.wantsSpare()) {
            if (files.count() >= most) {
                refuse("the journal is full: " + files.bytes() + " bytes wait for the database (the limit)");
                return;
            }
            if (!made()) {
                return;
            }
        }
        space.relent();
        trouble.over(Trouble.Part.FILES);
    }

    /** Makes one beyond the limit for the sake of an old one that can go then; whether there is one. */
    boolean exceed() {
        return pause == 0 && files.count() <= most && made();
    }

    private boolean made() {
        try {
            space.add(files.create());
            return true;
        } catch (IOException failed) {
            pause = PAUSE;
            refuse("the journal cannot make a file: " + failed);
            return false;
        }
    }

    private void refuse(String reason) {
        trouble.tell(Trouble.Part.FILES, reason);
        space.refuse(reason);
    }
}
