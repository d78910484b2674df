using System.Globalization;
using System.Net;
using WsBridge.Capture.Streams;
using WsBridge.Extcap.Contract;

namespace WsBridge.Extcap.Udp;

/// <summary><c>wsbridge-udp</c>: frames that access points stream in UDP datagrams.</summary>
public sealed class UdpSource : ICaptureSource
{
    private const string Listening = "Listening";
    private const string Any = "any";

    private static readonly SourceOption Port = new("--port", "UDP port", OptionKind.Text)
    {
        Tooltip = "Where the access points send to; several with commas. TZSP uses 37008, PEEKREMOTE 5000, Aruba ERM 5555.",
        Group = Listening,
        Default = "37008",
        Validation = "^[0-9]+( *, *[0-9]+)*$",
    };

    private static readonly SourceOption Address = new("--listen", "Address to listen on", OptionKind.Text)
    {
        Tooltip = "127.0.0.1 takes datagrams of this machine alone; 0.0.0.0 those that come to any of its addresses, which should go with "
            + "a list of senders.",
        Group = Listening,
        Default = "127.0.0.1",
        Validation = "^[0-9A-Fa-f:.]+$",
    };

    private static readonly SourceOption Senders = new("--senders", "Only from", OptionKind.Text)
    {
        Tooltip = "Addresses of the access points, with commas; datagrams of others are not taken. Empty takes all.",
        Group = Listening,
        Placeholder = "192.0.2.7, 192.0.2.8",
        Validation = "^([0-9A-Fa-f:.]+( *, *[0-9A-Fa-f:.]+)*)?$",
    };

    private static readonly SourceOption Format = new("--format", "Format", OptionKind.Selector)
    {
        Tooltip = "How the frames are wrapped; told by the octets of each datagram unless one is chosen.",
        Group = Listening,
        Default = Any,
        Values =
        [
            new(Any, "Told by the octets"),
            new("tzsp", "TZSP"),
            new("peekremote", "PEEKREMOTE, both versions"),
            new("aruba-erm", "Aruba ERM, any type"),
        ],
    };

    /// <inheritdoc/>
    public string Name => "wsbridge-udp";

    /// <inheritdoc/>
    public string Display => "WsBridge: frames that access points stream (TZSP, PEEKREMOTE, Aruba ERM)";

    /// <inheritdoc/>
    public IReadOnlyList<SourceOption> Options { get; } = [Port, Address, Senders, Format];

    /// <inheritdoc/>
    public ICapture Prepare(OptionValues values)
    {
        ArgumentNullException.ThrowIfNull(values);

        return new UdpCapture(
            AddressIn(values.Text(Address)!, Address),
            [.. Parts(values.Text(Port)).Select(PortIn).Distinct()],
            [.. Parts(values.Text(Senders)).Select(sender => AddressIn(sender, Senders))],
            values.Text(Format) switch
            {
                Any => StreamFormat.Any,
                "tzsp" => StreamFormat.Tzsp,
                "peekremote" => StreamFormat.PeekRemote,
                "aruba-erm" => StreamFormat.ArubaErm,
                var other =>
                    throw new SourceProblemException($"{Format.Call} is one of "
                    + $"{string.Join(", ", Format.Values.Select(value => value.Value))}, not \"{other}\"."),
            });
    }

    private static string[] Parts(string? list) => (list ?? "").Split([',', ' '], StringSplitOptions.RemoveEmptyEntries);

    private static int PortIn(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int port) && port is > 0 and <= IPEndPoint.MaxPort
            ? port
            : throw new SourceProblemException($"{Port.Call} takes UDP ports from 1 to 65535, not \"{text}\".");

    private static IPAddress AddressIn(string text, SourceOption option) =>
        IPAddress.TryParse(text, out IPAddress? address)
            ? address
            : throw new SourceProblemException($"{option.Call} takes IP addresses, such as 192.0.2.7, not \"{text}\".");
}
