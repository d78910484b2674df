using System.Globalization;
using WsBridge.Capture;
using WsBridge.Capture.Unwrapping;
using WsBridge.Cli.Output;
using WsBridge.Dot11;

namespace WsBridge.Cli;

/// <summary>Notices a capture of which nothing can be read: it has no 802.11 link layer, or no frame of it is whole.</summary>
internal sealed class LinkWatch
{
    private readonly List<KindOfLink> _kinds = [];
    private KindOfLink? _last;
    private bool _isReadable;
    private long _badFcs;
    private long _malformed;

    /// <summary>Packets seen.</summary>
    public long Packets => _kinds.Sum(kind => kind.Packets);

    /// <summary>There are packets, and not one of them can be read.</summary>
    public bool NothingReadable => Packets > 0 && !_isReadable;

    /// <summary>The next packet.</summary>
    public void See(in CaptureRecord record)
    {
        if (_last is null || _last.LinkType != record.LinkType)
        {
            _last = KindOf(record.LinkType);
        }

        _last.Packets++;
        if (!_isReadable)
        {
            LookInto(record);
        }
    }

    /// <summary>The analysis could read a frame, whatever its header says of the FCS.</summary>
    public void Read() => _isReadable = true;

    /// <summary>Why nothing can be read, in one sentence.</summary>
    public string Sentence(string name)
    {
        long wireless = _kinds.Where(kind => kind.IsWireless).Sum(kind => kind.Packets);
        if (wireless > 0)
        {
            string what = (_badFcs, _malformed) switch
            {
                (_, 0) => "all have a wrong FCS",
                (0, _) => "all are cut off or malformed",
                var (bad, other) =>
                    string.Create(CultureInfo.InvariantCulture, $"{bad:N0} {Plural.Word(bad, "has", "have")} a wrong FCS, {other:N0} "
                    + $"{Plural.Word(other, "is", "are")} cut off or malformed"),
            };
            return string.Create(CultureInfo.InvariantCulture, $"{name}: none of its {wireless:N0} 802.11 frames can be read: {what}.");
        }

        string kinds = string.Join(", ", _kinds.OrderByDescending(kind => kind.Packets).Select(kind => kind.Words));
        string advice = _kinds.Any(kind => kind.LinkType == LinkTypes.Ethernet)
            ? " An adapter gives 802.11 frames only in monitor mode; frames that access points send inside UDP on a port of its own are "
                + "found with --decode."
            : "";
        return $"{name} holds no 802.11 frames ({kinds}).{advice}";
    }

    private KindOfLink KindOf(int linkType)
    {
        if (_kinds.Find(kind => kind.LinkType == linkType) is not { } kind)
        {
            _kinds.Add(kind = new KindOfLink(linkType));
        }

        return kind;
    }

    private void LookInto(in CaptureRecord record)
    {
        if (!_last!.IsWireless)
        {
            return;
        }

        if (!LinkHeader.TryParse(record.LinkType, record.Octets, out LinkHeader link, out _))
        {
            _malformed++;
        }
        else if (link.BadFcs == true)
        {
            _badFcs++;
        }
        else if (MacHeader.TryParse(link.MacFrame(record.Octets, record.OriginalLength), out MacHeader header, out _, link.HasDataPad)
            && header.ProtocolVersion == 0)
        {
            _isReadable = true;
        }
        else
        {
            _malformed++;
        }
    }

    private sealed class KindOfLink(int linkType)
    {
        public int LinkType => linkType;

        public long Packets { get; set; }

        public bool IsWireless { get; } = Unwrapper.IsFrame(linkType);

        public string Words => Plural.Of(Packets, $"{LinkTypeNames.Of(linkType)} packet");
    }
}
