using System.Net;
using System.Net.Sockets;
using WsBridge.Capture.Streams;
using WsBridge.Dot11;
using WsBridge.Extcap.Capturing;

namespace WsBridge.Extcap.Udp;

/// <summary>Takes frames out of datagrams until it is stopped. Their time is that at which they came.</summary>
/// <param name="address">The address to listen on.</param>
/// <param name="ports">The ports to listen on.</param>
/// <param name="allowed">The senders whose datagrams are taken; all when empty.</param>
/// <param name="format">How frames are wrapped.</param>
internal sealed class UdpCapture(IPAddress address, IReadOnlyList<int> ports, IReadOnlyList<IPAddress> allowed, StreamFormat format)
    : ICapture
{
    private const int LongestDatagram = 65_536;
    private const int ReceiveBuffer = 8 << 20; // what comes in a burst waits here

    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    private readonly HashSet<IPAddress> _allowed = [.. allowed.Select(Plain)];

    /// <inheritdoc/>
    public void Run(CaptureSession session)
    {
        List<Socket> sockets = [];
        try
        {
            sockets.AddRange(ports.Select(Bind));
            using var output = new LiveOutput(session);
            var senders = new SenderTable(output);
            List<Thread> threads = [.. sockets.Select(socket =>
                new Thread(() => Receive(socket, senders, output, session)) { IsBackground = true, Name = "UDP" })];
            threads.ForEach(thread => thread.Start());
            var dropped = new DroppedDatagrams(ports);
            do
            {
                if (OperatingSystem.IsLinux() && dropped.SinceLast() is { } count)
                {
                    session.Toolbar.Counters.AddDropped(count);
                }
            }
            while (!session.Stop.WaitHandle.WaitOne(Tick));

            sockets.ForEach(socket => socket.Dispose());
            threads.ForEach(thread => thread.Join());
            if (senders.Complaint() is { } complaint)
            {
                throw new SourceProblemException(complaint);
            }
        }
        finally
        {
            sockets.ForEach(socket => socket.Dispose());
        }
    }

    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    private Socket Bind(int port)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            if (address.Equals(IPAddress.IPv6Any))
            {
                socket.DualMode = true;
            }

            socket.Bind(new IPEndPoint(address, port));
            socket.ReceiveBufferSize = ReceiveBuffer;
            return socket;
        }
        catch (SocketException error)
        {
            socket.Dispose();
            throw new SourceProblemException(
                error.SocketErrorCode switch
                {
                    SocketError.AddressAlreadyInUse => $"UDP port {port} of {address} is in use: another program or another capture "
                        + $"listens there; stop it, or choose another port (--port).",
                    SocketError.AccessDenied => $"UDP port {port} may not be used by this user; choose one above 1023 (--port).",
                    SocketError.AddressNotAvailable =>
                        $"{address} is no address of this machine; listen on one that is, or on 0.0.0.0 (--listen).",
                    _ => $"UDP port {port} of {address} cannot be listened on: {error.Message}.",
                },
                error);
        }
    }

    private void Receive(Socket socket, SenderTable senders, LiveOutput output, CaptureSession session)
    {
        byte[] datagram = new byte[LongestDatagram];
        byte[] packet = new byte[RadiotapWriter.GreatestLength + LongestDatagram];
        EndPoint from = new IPEndPoint(address.AddressFamily == AddressFamily.InterNetwork ? IPAddress.Any : IPAddress.IPv6Any, 0);
        try
        {
            while (!session.Stop.IsCancellationRequested)
            {
                int length;
                try
                {
                    length = socket.ReceiveFrom(datagram, ref from);
                }
                catch (SocketException error) when (error.SocketErrorCode is SocketError.ConnectionReset or SocketError.MessageSize)
                {
                    continue; // Windows tells of what became of answers, and of datagrams that are too long
                }

                IPAddress sender = Plain(((IPEndPoint)from).Address);
                if (_allowed.Count == 0 || _allowed.Contains(sender))
                {
                    Take(sender, datagram.AsSpan(0, length), packet, senders, output);
                }

                if (socket.Available == 0)
                {
                    output.Flush();
                }
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException or ReaderGoneException)
        {
            // Stopped: the socket is closed, or nobody reads. Without a reader the session is told by itself.
        }
    }

    private void Take(IPAddress sender, ReadOnlySpan<byte> datagram, byte[] packet, SenderTable senders, LiveOutput output)
    {
        DatagramKind kind = Datagram.Read(format, datagram, out StreamedFrame frame);
        if (senders.InterfaceOf(sender, kind, datagram) is not { } index)
        {
            return;
        }

        int header = frame.Radio is { } radio ? RadiotapWriter.Write(radio, packet) : 0;
        frame.Octets.CopyTo(packet.AsSpan(header));
        int length = header + frame.Octets.Length;
        output.Write(index, (DateTime.UtcNow - DateTime.UnixEpoch).Ticks * 100, packet.AsSpan(0, length), length + frame.CutOff);
    }
}
