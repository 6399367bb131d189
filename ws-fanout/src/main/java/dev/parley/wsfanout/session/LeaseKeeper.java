package dev.parley.wsfanout.session;

import dev.parley.wsfanout.lease.Device;
import dev.parley.wsfanout.lease.HeldLeases;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongSupplier;

/** Keeps a lease for each session that is live. */
record LeaseKeeper(HeldLeases leases, LongSupplier nanoTime) implements SignalIntake {
    @Override
    public Set<String> types() {
        return Set.of();
    }

    @Override
    public void take(Session session, ClientFrame frame) {
        throw new IllegalStateException("No frame is of a lease.");
    }

    @Override
    public void joined(Session session) {
        var device =
                Objects.requireNonNullElse(session.device(), session.caller().session());
        session.hold(leases.open(new Device(
                session.tenant(), session.user(), device, session.caller().session())));
        if (!session.isOpen()) {
            ended(session);
        }
    }

    @Override
    public void ended(Session session) {
        var lease = session.release();
        if (lease != null) {
            leases.close(lease, session.activity().sinceTouched(nanoTime.getAsLong()));
        }
    }

    @Override
    public void check(Session session) {
        var lease = session.lease();
        if (lease != null) {
            var now = nanoTime.getAsLong();
            var activity = session.activity();
            leases.check(lease, activity.isIdle(now), activity.sinceTouched(now));
        }
    }

    @Override
    public void check() {
        leases.tick();
    }

    @Override
    public void stop() {
        leases.stop();
    }

    @Override
    public boolean isIdle() {
        return leases.isIdle();
    }
}
