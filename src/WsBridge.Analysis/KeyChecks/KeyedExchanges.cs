using WsBridge.Analysis.Exchanges;
using WsBridge.Analysis.Frames;
using WsBridge.Analysis.Keys;
using WsBridge.Dot11;

namespace WsBridge.Analysis.KeyChecks;

/// <summary>Follows the exchanges with the known keys. Made only when there are any.</summary>
internal sealed class KeyedExchanges : IDisposable
{
    private readonly KeyFinder _finder;
    private readonly FtRoots _roots = new();
    private readonly PtkSearch _ptkSearch;
    private readonly HandshakeMics _handshakeMics;
    private readonly FtRoamKeys _roams;
    private readonly FilsKeys _fils;
    private readonly MicExplanations _explanations;

    /// <param name="table">The known keys.</param>
    /// <param name="allBsses">The BSSs that were heard so far.</param>
    /// <param name="hypotheses">What may explain a wrong MIC, in the order in which it is tried.</param>
    public KeyedExchanges(KeyTable table, Func<IEnumerable<Bss>> allBsses, IReadOnlyList<IMicHypothesis> hypotheses)
    {
        _finder = new KeyFinder(table);
        Pmksas = new KnownPmksas(_finder);
        _ptkSearch = new PtkSearch(_finder, _roots, Pmksas);
        _handshakeMics = new HandshakeMics(_ptkSearch, _finder);
        _roams = new FtRoamKeys(_finder, _roots);
        _fils = new FilsKeys(_finder);
        _explanations = new MicExplanations(_finder, _roots, allBsses, hypotheses);
    }

    /// <inheritdoc cref="ExchangeKeys.SeesAllData"/>
    public bool SeesAllData { get; set; }

    /// <inheritdoc cref="WifiAnalysis.UnverifiedHandshakes"/>
    public IEnumerable<(string Ssid, int Count)> Unverified => _finder.Unverified;

    /// <summary>The PMKSAs whose keys are known.</summary>
    public KnownPmksas Pmksas { get; }

    /// <summary>FT Authentication request or FT Request, in order of time.</summary>
    public void OnFtRequest(Association association, StoredFrame frame) => _roams.OnRequest(association, KeysOf(association), frame);

    /// <summary>An Authentication frame, which the association has taken already.</summary>
    public void OnAuthentication(Association association, StoredFrame frame, bool fromAp)
    {
        if (Authentication.TryParse(frame.Header, out Authentication read, out _) && read.Algorithm == Authentication.Fils
            && (!fromAp || read.Status == StatusCodes.Success))
        {
            FilsKeys.OnAuthentication(KeysOf(association), frame, fromAp);
        }
    }

    /// <summary>(Re)Association Request, which the association has taken already.</summary>
    public void OnAssociationRequest(Association association, StoredFrame frame)
    {
        ExchangeKeys keys = KeysOf(association);
        if (association.IsFtProtocol)
        {
            keys.BeginAssociation();
            _roams.OnReassociationRequest(association, keys, frame);
        }
        else
        {
            keys.BeginAttempt();
            if (association.AuthenticationAlgorithm == Authentication.Fils)
            {
                _fils.OnRequest(association, keys, frame);
            }
        }
    }

    /// <summary>(Re)Association Response, which the association has taken already.</summary>
    public void OnAssociationResponse(Association association, StoredFrame frame)
    {
        if (association.IsFtProtocol && association.ResponseStatus == StatusCodes.Success)
        {
            _roams.OnReassociationResponse(association, KeysOf(association), frame);
        }
        else if (association is { ResponseStatus: StatusCodes.Success, Keys: { } keys })
        {
            FilsKeys.OnResponse(keys, frame);
        }
    }

    /// <summary>A message of a 4-way handshake, which the handshake has taken already.</summary>
    public void OnMessage(Association association, Handshake handshake, HandshakeFrame message)
    {
        ExchangeKeys keys = KeysOf(association);
        _handshakeMics.OnMessage(association, keys, handshake, message);
        if (message.Number == 3)
        {
            keys.NotOfPmkid = keys.IsHandshakeRight ? Pmksas.NotOfPmkid(association, handshake, keys.Key) : null;
        }
    }

    /// <summary>A 4-way handshake has failed.</summary>
    public void OnHandshakeFailed(Association association, HandshakeEnd end)
    {
        ExchangeKeys keys = KeysOf(association);
        _explanations.OnHandshakeFailed(association, keys, end);
        keys.NotOfPmkid = Pmksas.NotOfPmkid(association, end.Handshake,
            keys.IsHandshakeRight ? keys.Key : keys.Expected ?? _explanations.Delivered(association, end));
    }

    /// <summary>A message of a group key handshake, which the association has not taken yet.</summary>
    public static void OnGroupMessage(Association association, HandshakeFrame message, bool isFirst)
    {
        if (association.Keys is { } keys)
        {
            GroupKeys.OnMessage(keys, message, isFirst ? null : association.GroupMessages.Messages is [.., var asked] ? asked : null);
        }
    }

    public void Dispose()
    {
        _finder.Dispose();
        _roots.Dispose();
        _ptkSearch.Dispose();
        _roams.Dispose();
        _fils.Dispose();
        _explanations.Dispose();
    }

    private ExchangeKeys KeysOf(Association association) => association.Keys ??= new ExchangeKeys { SeesAllData = SeesAllData };
}
