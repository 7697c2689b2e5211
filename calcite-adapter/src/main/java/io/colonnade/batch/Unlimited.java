package io.colonnade.batch;

/** A share that has room for everything, for readers that answer to nobody. */
enum Unlimited implements ByteShare {
    ONLY;

    @Override
    public boolean tryTake(long bytes) {
        return true;
    }

    @Override
    public void take(long bytes) {}

    @Override
    public void give(long bytes) {}

    @Override
    public boolean isTight() {
        return false;
    }
}
