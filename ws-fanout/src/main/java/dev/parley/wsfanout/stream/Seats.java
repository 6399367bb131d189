package dev.parley.wsfanout.stream;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** The sessions that are in one group. Seats of ended sessions are cleared away in bulk, so that a mass leaving stays cheap. */
final class Seats {
    private final List<Seat> seats = new ArrayList<>(2);
    private int ended;

    private record Seat(Subscription subscription, Bookmark bookmark) {
        boolean isEnded() {
            return !subscription.subscriber().isOpen();
        }
    }

    void add(Subscription subscription, Bookmark bookmark) {
        seats.add(new Seat(subscription, bookmark));
    }

    /** Takes a seat away; true where none is left. */
    boolean remove(Bookmark bookmark) {
        seats.removeIf(seat -> seat.bookmark() == bookmark);
        return seats.isEmpty();
    }

    /** Takes away the seats of memberships that ended; true where none is left. */
    boolean removeClosed() {
        seats.removeIf(seat -> !seat.bookmark().isOpen());
        return seats.isEmpty();
    }

    /** To be called when a session that may sit here ended; true where no seat is left. */
    boolean sweep() {
        ended++;
        if (ended * 2 > seats.size()) {
            seats.removeIf(seat -> seat.isEnded() || !seat.bookmark().isOpen());
            ended = 0;
        }
        return seats.isEmpty();
    }

    void forEach(BiConsumer<Subscription, Bookmark> action) {
        for (var seat : seats) {
            if (!seat.isEnded()) {
                action.accept(seat.subscription(), seat.bookmark());
            }
        }
    }
}
