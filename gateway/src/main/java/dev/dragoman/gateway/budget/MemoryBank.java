package dev.dragoman.gateway.budget;

import dev.dragoman.gateway.call.BudgetAccount;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A bank in this process, for a gateway that keeps nothing. */
public final class MemoryBank implements Bank {

    static final long WANTED_MILLIS = 1_500;

    private final InstantSource clock;
    private final Map<BudgetAccount, Book> books = new HashMap<>();

    public MemoryBank(InstantSource clock) {
        this.clock = clock;
    }

    private static final class Book {
        private final Map<String, Long> leases = new HashMap<>();
        private long settled;
        private long wantedUntil;
        private int marks;

        Grant grant(String owner, Wish wish, long now) {
            long others = 0;
            for (Map.Entry<String, Long> lease : leases.entrySet()) {
                others += lease.getKey().equals(owner) ? 0 : Math.max(0, lease.getValue());
            }
            Grant grant = Grant.of(wish, settled, leases.getOrDefault(owner, 0L), others);
            if (grant.amount() > 0) {
                leases.put(owner, grant.own());
            } else if (wish.least() > 0) {
                wantedUntil = now + WANTED_MILLIS;
            }
            return grant;
        }
    }

    @Override
    public synchronized List<Grant> lease(String owner, List<Wish> wishes) {
        List<Grant> grants = new ArrayList<>(wishes.size());
        for (Wish wish : wishes) {
            grants.add(book(wish.account()).grant(owner, wish, clock.millis()));
        }
        return grants;
    }

    @Override
    public synchronized void giveBack(String owner, List<Portion> unspent) {
        for (Portion portion : unspent) {
            book(portion.account()).leases.computeIfPresent(owner, (any, amount) -> amount - portion.nanos());
        }
    }

    @Override
    public synchronized Set<BudgetAccount> beat(String owner, boolean renew) {
        Set<BudgetAccount> wanted = new HashSet<>();
        long now = clock.millis();
        books.forEach((account, book) -> {
            if (book.wantedUntil > now && book.leases.getOrDefault(owner, 0L) > 0) {
                wanted.add(account);
            }
        });
        return wanted;
    }

    @Override
    public synchronized void retire(String prefix, String current) {
        books.values()
                .forEach(book ->
                        book.leases.keySet().removeIf(owner -> owner.startsWith(prefix) && !owner.startsWith(current)));
    }

    @Override
    public synchronized boolean mark(BudgetAccount account, BudgetListener.Mark mark) {
        Book book = book(account);
        boolean fresh = (book.marks & mark.bit()) == 0;
        book.marks |= mark.bit();
        return fresh;
    }

    @Override
    public synchronized void reset(BudgetAccount account, long nanos) {
        Book book = book(account);
        book.settled = nanos;
        book.marks = 0;
    }

    @Override
    public synchronized long settled(BudgetAccount account) {
        Book book = books.get(account);
        return book == null ? 0 : book.settled;
    }

    /** Books what a call cost: what its owner leased becomes what was spent. */
    public synchronized void settle(BudgetAccount account, @Nullable String owner, long nanos) {
        Book book = book(account);
        book.settled += nanos;
        if (owner != null) {
            book.leases.computeIfPresent(owner, (any, amount) -> amount - nanos);
        }
    }

    /** What is leased of the account by all together, in nano-dollars. */
    synchronized long leased(BudgetAccount account) {
        return book(account).leases.values().stream()
                .mapToLong(amount -> Math.max(0, amount))
                .sum();
    }

    private Book book(BudgetAccount account) {
        return books.computeIfAbsent(account, any -> new Book());
    }
}
