package dev.dragoman.architecture;

import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Calendar;
import java.util.Date;

/** The ways to ask the system for the time of day. */
final class WallClock {

    private WallClock() {}

    static boolean isRead(JavaCodeUnitAccess<?> call) {
        return Calls.to(call, System.class, "currentTimeMillis")
                || Calls.to(call, InstantSource.class, "system")
                || Calls.to(call, Calendar.class, "getInstance")
                || Calls.to(call, Date.class, "<init>") && hasNoArguments(call)
                || isSystemClock(call)
                || isNow(call);
    }

    private static boolean isSystemClock(JavaCodeUnitAccess<?> call) {
        return call.getTargetOwner().isEquivalentTo(Clock.class)
                && (call.getName().startsWith("system") || call.getName().startsWith("tick"));
    }

    private static boolean isNow(JavaCodeUnitAccess<?> call) {
        return call.getTargetOwner().getPackageName().startsWith("java.time")
                && call.getName().equals("now")
                && call.getTarget().getRawParameterTypes().stream().noneMatch(type -> type.isEquivalentTo(Clock.class));
    }

    private static boolean hasNoArguments(JavaCodeUnitAccess<?> call) {
        return call.getTarget().getRawParameterTypes().isEmpty();
    }
}
