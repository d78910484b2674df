using System.Net;
using WsBridge.Capture.Streams;
using WsBridge.Extcap.Capturing;

namespace WsBridge.Extcap.Udp;

/// <summary>
/// The senders so far: each that sends frames has an interface, and of each that sends nothing known the first octets are kept.
/// </summary>
internal sealed class SenderTable(LiveOutput output)
{
    /// <summary>Addresses of senders can be made up; nobody has so many access points.</summary>
    private const int MostSenders = 1_000;

    private const int OctetsShown = 8;

    private readonly Lock _lock = new();
    private readonly Dictionary<IPAddress, Sender> _senders = [];

    /// <summary>The interface of a sender of frames; null when this datagram holds none.</summary>
    public int? InterfaceOf(IPAddress address, DatagramKind kind, ReadOnlySpan<byte> datagram)
    {
        lock (_lock)
        {
            if (!_senders.TryGetValue(address, out Sender? sender))
            {
                if (_senders.Count == MostSenders)
                {
                    return null;
                }

                _senders.Add(address, sender = new Sender());
            }

            switch (kind)
            {
                case DatagramKind.Frame:
                    return sender.Interface ??= output.AddInterface(address.ToString(), $"Frames streamed by {address}");
                case DatagramKind.Unknown:
                    sender.Unknown++;
                    sender.FirstUnknown ??= Convert.ToHexString(datagram[..Math.Min(OctetsShown, datagram.Length)]);
                    return null;
                default:
                    return null;
            }
        }
    }

    /// <summary>A sentence about a sender of which no datagram was understood; null when there is none.</summary>
    public string? Complaint()
    {
        lock (_lock)
        {
            return _senders.FirstOrDefault(sender => sender.Value is { Interface: null, Unknown: > 0 }) is
            {
                Key: { } address,
                Value: var sender
            }
                ? $"None of the {sender.Unknown} datagrams from {address} was understood (the first begins with {sender.FirstUnknown}): "
                    + $"set the access point to TZSP, PEEKREMOTE or Aruba ERM and --format to the same, or list the senders to take with "
                    + $"--senders."
                : null;
        }
    }

    private sealed class Sender
    {
        public int? Interface { get; set; }

        public long Unknown { get; set; }

        public string? FirstUnknown { get; set; }
    }
}
