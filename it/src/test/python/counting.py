"""How many bytes a server sends, seen from between it and its client."""

import socket
import threading
import urllib.parse


def counter(url):
    """Returns a function that calls another with an address like url, and returns its result and the bytes that came."""
    server = urllib.parse.urlsplit(url)

    def counted(run):
        entrance = socket.create_server(("127.0.0.1", 0))
        count = [0]
        threading.Thread(target=accept, args=(entrance, (server.hostname, server.port), count), daemon=True).start()
        try:
            return run(f"grpc://127.0.0.1:{entrance.getsockname()[1]}"), count[0]
        finally:
            entrance.close()

    return counted


def accept(entrance, server, count):
    while True:
        try:
            client = entrance.accept()[0]
        except OSError:
            return
        upstream = socket.create_connection(server)
        threading.Thread(target=pump, args=(client, upstream, [0]), daemon=True).start()
        threading.Thread(target=pump, args=(upstream, client, count), daemon=True).start()


def pump(source, target, count):
    try:
        while data := source.recv(1 << 16):
            count[0] += len(data)
            target.sendall(data)
    except OSError:
        pass
    finally:
        for end in (source, target):
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass
