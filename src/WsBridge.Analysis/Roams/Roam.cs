using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Findings;
using WsBridge.Analysis.Frames;
using WsBridge.Dot11;

namespace WsBridge.Analysis.Roams;

/// <summary>One association attempt of a STA: a roam, a first association or a failed try of either.</summary>
public sealed class Roam : RoamProgress
{
    private List<string>? _findings;
    private List<RuleInfo>? _errors;
    private string? _verdict;
    private bool _isCounted;

    internal Roam(int index, Association association, FrameRef start)
        : base(start)
    {
        Index = index;
        Association = association;
    }

    /// <summary>Counts from 1, in the order in which attempts begin in the capture.</summary>
    public int Index { get; }

    /// <summary>The STA; of a multi-link device its MLD MAC address.</summary>
    public MacAddress Sta => Association.ClientAddress;

    /// <summary>The links that were set up, or that the attempt is about; null where it is not multi-link.</summary>
    public MultiLinkSetup? Links { get; private set; }

    /// <summary>The addresses of the STA in frames: of a multi-link device many.</summary>
    internal IReadOnlySet<MacAddress> StaAddresses =>
        Association.Client?.Addresses ?? (IReadOnlySet<MacAddress>)new HashSet<MacAddress> { Sta };

    /// <summary>BSSID of the target.</summary>
    public MacAddress To => Bss.Bssid;

    /// <summary>SSID of the target in printable form; null when not known.</summary>
    public string? Ssid => Bss.Ssid;

    /// <summary>
    /// BSSID of the STA's last association in the same ESS; the target itself when it comes back there. Null for a first association and
    /// for one that begins more than two seconds after the STA left or was sent away.
    /// </summary>
    public MacAddress? From => FromBssid;

    /// <summary>How it tried; null when the capture does not show it.</summary>
    public RoamType? Type { get; internal set; }

    /// <summary>The AKM that the STA selected; null when the capture does not show it.</summary>
    public AkmSuite? Akm { get; internal set; }

    /// <summary>What protects the association; it tells WEP and the like, for which there is no <see cref="Type"/>.</summary>
    public NetworkSecurity Security { get; internal set; }

    /// <summary>Where the keys came from; null when the capture does not show it.</summary>
    public RoamAuthentication? Authentication { get; internal set; }

    /// <summary>How it ended, as far as known.</summary>
    public RoamOutcome Outcome { get; internal set; }

    /// <summary>Type of the attempt that followed a failed one within two seconds.</summary>
    public RoamType? Fallback => Outcome == RoamOutcome.Failed ? Follower?.Type : null;

    /// <summary>
    /// The rule that explains best why it did not succeed (<see cref="ExplanationRank"/>), the first of equals. Null after success.
    /// </summary>
    public string? Cause => CauseRule?.Id;

    /// <summary>Who is at fault by that finding; null when there is none.</summary>
    public Fault? Fault => Outcome == RoamOutcome.Success ? null : Explanation?.Fault;

    /// <summary>
    /// Milliseconds from the first frame to message 4 (to the response where there is no handshake); null without success or when that
    /// frame was not captured.
    /// </summary>
    public double? HandoffMs => Outcome == RoamOutcome.Success && !EndNotCaptured ? Milliseconds(Start, End.TimeMicroseconds) : null;

    /// <summary>Milliseconds from the first frame to the first protected data frame after success, in either direction.</summary>
    public double? FirstDataMs => SinceStart(FirstDataAt);

    /// <summary>Milliseconds from the first frame to the first protected data frame of the STA after success.</summary>
    public double? FirstDataUpMs => SinceStart(FirstUpAt);

    /// <summary>Milliseconds from the first frame to the first protected data frame to the STA after success.</summary>
    public double? FirstDataDownMs => SinceStart(FirstDownAt);

    /// <summary>
    /// Milliseconds between the last protected data frame with the old AP and the first with the new one, in either direction. An idle STA
    /// has long ones.
    /// </summary>
    public double? GapMs =>
        Outcome == RoamOutcome.Success && FirstDataAt is { } first && LastDataBefore is { } last && first >= last
            ? (first - last) / 1000.0
            : null;

    /// <summary>
    /// Milliseconds without service, from the moment when it stopped (when a STA that had none began to try) to the one when it came back:
    /// data frames in both directions, an acknowledged one to the STA, or an association that stands while there is nothing to send. Null
    /// after a success before which no traffic was waiting and no attempt had failed, and where the capture cannot tell.
    /// </summary>
    public double? OutageMs => LengthOfOutage?.Milliseconds;

    /// <summary>
    /// Service was not seen to come back: the outage lasted at least as long as <see cref="OutageMs"/> says. Null without one.
    /// </summary>
    public bool? OutageIsMinimum => LengthOfOutage?.IsMinimum;

    /// <summary>Channel of the old AP.</summary>
    public int? ChannelFrom => ChannelOf(FromBss);

    /// <summary>Channel of the target.</summary>
    public int? ChannelTo => ChannelOf(Bss);

    /// <summary>What the target says it is, as far as the capture shows it when the attempt settles.</summary>
    public ApIdentity ToIdentity => Bss.Identity;

    /// <summary>How strongly the old AP was received shortly before, in dBm at the sensor; null when the capture does not say.</summary>
    public int? SignalFromDbm { get; internal init; }

    /// <summary>The same of the target.</summary>
    public int? SignalToDbm { get; internal init; }

    /// <summary>The same of the STA.</summary>
    public int? SignalStaDbm { get; internal init; }

    /// <summary>What the AP said up to ten seconds before, in the clear.</summary>
    public Steering? SteeredBy => Steering?.How;

    /// <summary>The key frames.</summary>
    public RoamFrames Frames { get; } = new();

    /// <summary>IDs of the rules that found something, each once, in the order they did.</summary>
    public IReadOnlyList<string> Findings => _findings ?? [];

    /// <summary>The STA at the target; it knows the latest attempt alone.</summary>
    internal Association Association { get; private set; }

    /// <summary>The target.</summary>
    internal Bss Bss => Association.Bss;

    /// <summary>
    /// Who is right, when it failed over keys (<see cref="Finding.Verdict"/>); null where there is nothing to say of keys.
    /// </summary>
    public string? Verdict => Outcome == RoamOutcome.Success ? null : _verdict;

    /// <summary>The rules that found an error, each once, in the order they did.</summary>
    internal IReadOnlyList<RuleInfo> Errors => _errors ?? [];

    /// <summary>The finding that explains best what went wrong so far; null when there is none.</summary>
    internal Finding? Explanation { get; private set; }

    /// <summary>The cause is a warning or an error, not a mere note.</summary>
    internal bool IsCauseSevere => Explanation is { Severity: >= Sdk.Severity.Warn };

    internal RuleInfo? CauseRule => Outcome == RoamOutcome.Success ? null : Explanation?.Rule;

    /// <summary>Over the air or over the DS.</summary>
    internal bool IsFtProtocol => Type is RoamType.FtOverTheAir or RoamType.FtOverTheDs;

    /// <summary>The (Re)Association Response completes it: WEP has its key already, Wi-Fi Protected Setup only begins.</summary>
    internal bool NeedsNoHandshake => Security is NetworkSecurity.Wep or NetworkSecurity.Wps && Handshake is null;

    /// <summary>A roam to another AP, not a first association and no coming back to the same AP.</summary>
    internal bool IsMove => From is { } from && from != To && !IsLinkChange;

    /// <summary>From one link to another of the same AP MLD: it stays where it was.</summary>
    internal bool IsLinkChange { get; set; }

    /// <summary>The request to move that explains it.</summary>
    internal SteeringRequest? Steering { get; init; }

    /// <summary>When the STA associated with the old AP; null when that was not captured.</summary>
    internal long? WithOldApSince { get; set; }

    /// <summary>The attempt by FT in whose place this one stands.</summary>
    internal FailedFt? FailedFt { get; init; }

    /// <summary>The successful FT to the same AP just before it.</summary>
    internal FtBefore? FtBefore { get; init; }

    /// <summary>
    /// It did fail: somebody refused, or gave up and the other side was heard. Otherwise the capture may have missed the end of a success.
    /// </summary>
    internal bool IsFailureCertain { get; set; }

    /// <summary>Moves in a row between the same two APs, this one included; 0 when it is none.</summary>
    internal int MovesBackAndForth { get; set; }

    /// <summary>The first frame of the first of them.</summary>
    internal FrameRef BackAndForthSince { get; set; }

    internal MacAddress? FromBssid { get; set; }

    internal Bss? FromBss { get; set; }

    /// <summary>The attempt that began within two seconds after this one ended.</summary>
    internal Roam? Follower { get; set; }

    /// <summary>The FT response did not reach the STA.</summary>
    internal bool IsAnswerLost => FtAnswer is { IsMissing: true } && Frames.AssociationRequest is null;

    /// <summary>It has failed, as far as known: it was refused, has stopped, or a question was put again without an answer.</summary>
    internal bool HasFailed => IsKnownToFail || Unanswered >= 2;

    /// <summary>The same by what was captured, not by what was not.</summary>
    internal bool IsKnownToFail => IsRefused || IsDecided || IsAnswerLost;

    /// <summary>The outage that it belongs to, with the attempts before and after it.</summary>
    internal Outage Outage { get; init; } = null!;

    /// <summary>The STA had asked the target through its old AP only, which served it all the time.</summary>
    internal bool IsStillServed => IsOverTheDs && IsStillAssociated;

    /// <summary>Its association with the old AP is untouched: it has only authenticated here.</summary>
    private bool IsStillAssociated => IsMove && !HadLeft && Frames.AssociationRequest is null;

    private (double Milliseconds, bool IsMinimum)? LengthOfOutage => Outcome switch
    {
        RoamOutcome.Success when Outage.HadTraffic || Outage.Failures > 0 => Outage.Length,
        RoamOutcome.Failed when !IsStillServed => Outage.Length,
        _ => null,
    };

    /// <summary>What is known of the links now; the association knows those of its latest attempt alone.</summary>
    internal void SeeLinks() => Links = MultiLinkSetups.Of(Association) ?? Links;

    /// <inheritdoc/>
    internal override void MoveTo(Association association) => Association = association;

    /// <inheritdoc/>
    internal override void GoOn(FrameRef end) => (End, Frames.Deauthentication) = (end, null);

    /// <summary>It has failed.</summary>
    internal void Fail()
    {
        if (Outcome == RoamOutcome.Failed && _isCounted)
        {
            return; // known before, and told once more when the capture ends
        }

        _isCounted = true;
        Outcome = RoamOutcome.Failed;
        Outage.Failures++;
        if (IsStillAssociated)
        {
            Outage.MayStand(End.TimeMicroseconds);
        }
    }

    /// <summary>The rule of this ID has found something.</summary>
    internal bool Has(string ruleId) => _findings?.Contains(ruleId) == true;

    internal void Add(Finding finding)
    {
        if (!Has(finding.Rule.Id))
        {
            (_findings ??= new List<string>(1)).Add(finding.Rule.Id);
        }

        _verdict = finding.Verdict ?? _verdict;
        if (finding.Severity == Sdk.Severity.Error && !Errors.Contains(finding.Rule))
        {
            (_errors ??= []).Add(finding.Rule);
        }

        if (finding.Rule.ExplainsFailure && finding.Severity > Sdk.Severity.Chat && Judgement.IsBetter(finding, Explanation))
        {
            Explanation = finding;
        }
    }

    /// <summary>Where its frames were captured, else where a Reduced Neighbor Report says that it is.</summary>
    private static int? ChannelOf(Bss? bss) => (bss?.FrequencyMHz ?? bss?.AnnouncedFrequencyMHz) is { } frequency
        ? ChannelNumber.Of(frequency)
        : null;

    private double? SinceStart(long? time) => Outcome == RoamOutcome.Success && time is { } at ? Milliseconds(Start, at) : null;

    private static double? Milliseconds(FrameRef start, long end) =>
        end >= start.TimeMicroseconds ? (end - start.TimeMicroseconds) / 1000.0 : null;
}
