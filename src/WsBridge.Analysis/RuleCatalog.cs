using WsBridge.Analysis.Rules.Configuration;
using WsBridge.Analysis.Rules.FastTransition;
using WsBridge.Analysis.Rules.FourWayHandshake;
using WsBridge.Analysis.Rules.GroupKey;
using WsBridge.Analysis.Rules.Pmk;
using WsBridge.Analysis.Rules.Roaming;

namespace WsBridge.Analysis;

/// <summary>Every rule, in the order of their IDs: a plain list, so that it can be read, searched and compiled ahead of time.</summary>
public static class RuleCatalog
{
    /// <summary>All rules.</summary>
    public static IReadOnlyList<IRule> All { get; } =
    [
        new M2RsneDiffersFromRequest(),
        new KeyDescriptorVersionWrong(),
        new MicLengthWrong(),
        new M1WithoutM2(),
        new M2WithoutM3(),
        new WrongPskSuspect(),
        new M3WithoutM4(),
        new M2Stale(),
        new M2ReplayCounterUnknown(),
        new ANonceChanged(),
        new SNonceChanged(),
        new NonceReused(),
        new M4FlagsInvalid(),
        new M1FlagsInvalid(),
        new M3FlagsInvalid(),
        new ReplayCounterNotIncreasing(),
        new DeauthDuring4Way(),
        new RekeyNotEncrypted(),
        new BeaconFtAkmWithoutMde(),
        new BeaconMdeWithoutFtAkm(),
        new MobilityDomainsDiffer(),
        new FtMixedMode(),
        new RequestWithSeveralSuites(),
        new FtPolicyDiffers(),
        new MfprWithoutMfpc(),
        new PmfViolation(),
        new PreauthenticationOffered(),
        new BeaconAndProbeResponseDiffer(),
        new RsnxeDiffersInM2(),
        new OciMissing(),
        new FtM2ExtraPmkids(),
        new FtM2ForeignPmkid(),
        new FtM2RejectedNoM3(),
        new FtInitialUsesPmksaCaching(),
        new FtM2WithoutPmkR1Name(),
        new FtM2WithoutMdeOrFte(),
        new FtM2MdeDiffers(),
        new FtM2FteDiffers(),
        new FtAkmWithoutMde(),
        new MdeWithoutFtAkm(),
        new FtAssociationMdeDiffers(),
        new FtAssociationResponseWithoutMdeOrFte(),
        new FtAssociationResponseWithoutKeyHolders(),
        new FtAssociationResponseFteNotZero(),
        new FtR1khIdNotBssid(),
        new FtR0khChanged(),
        new FtRequestPmkidCountWrong(),
        new FtResponsePmkidWrong(),
        new FtMdeMissingOrWrong(),
        new FtRequestWithoutR0khId(),
        new FtFteNotZero(),
        new FtAuthResponseNoR1khId(),
        new FtAuthResponseSNonceWrong(),
        new FtAuthStatus53(),
        new FtStatus54(),
        new FtStatus55(),
        new FtOtherStatus(),
        new FtRequestUnanswered(),
        new FtOverDsMisaddressed(),
        new FtOverDsNotAdvertised(),
        new FtBeforeInitialAssociation(),
        new FtDropsManagementFrameProtection(),
        new FtReassocRequestPmkid(),
        new FtReassocNonces(),
        new FtReassocKeyHolders(),
        new FtReassocElementCount(),
        new FtReassocResponseRsne(),
        new FtReassocResponseWithoutKeys(),
        new FtFollowedBy4Way(),
        new FtEndsInClass3Error(),
        new EapolStartAfterFt(),
        new FtNotUsed(),
        new GroupKeyNotConfirmed(),
        new PmkidCountOverflow(),
        new PmkidInBeacon(),
        new PmksaCacheHit(),
        new PmksaCacheMiss(),
        new AssociationStatus53(),
        new PmkidOfAnotherAp(),
        new OkcRoam(),
        new M1PmkidNotOffered(),
        new M1PmkidZero(),
        new M1ExposesPmkid(),
        new RoamSummary(),
    ];

    /// <summary>The rule of an ID or a name; null when there is none.</summary>
    public static IRule? Find(string idOrName) =>
        All.FirstOrDefault(rule => string.Equals(rule.Info.Id, idOrName, StringComparison.OrdinalIgnoreCase) || string.Equals(rule.Info.Name, idOrName, StringComparison.OrdinalIgnoreCase));
}
