package dev.dragoman.gateway.budget;

import dev.dragoman.gateway.call.Call;
import java.util.OptionalLong;

/** Knows what calls can cost at most, over all deployments that may answer them, those that stand by for them included. */
public interface CostBound {

    /** Nano-dollars that the call costs at most; 0 when it is free; empty when that is not known. */
    OptionalLong nanos(Call call, Demand demand);

    /** The longest answer in tokens that it can be given; empty when that is not known. */
    OptionalLong mostOutput(Call call);

    /** The tokens that its request takes at most, counted as exactly as it can be; asked for near the end of a budget only. */
    long inputTokens(Call call);
}
