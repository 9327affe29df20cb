//! Every kind of finding, once.
//!
//! The sentence, the help and the label of a code are in the message catalogue under the code's own
//! name, so that the name an operator sees is the name to search for.
//!
//! May use: nothing of this crate

use serde::{Deserialize, Serialize};

use super::Severity;

macro_rules! codes {
    ($($(#[doc = $doc:literal])* $name:ident = $id:literal, $severity:ident;)*) => {
        /// A kind of finding.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        pub enum Code { $($(#[doc = $doc])* #[serde(rename = $id)] $name,)* }

        impl Code {
            /// Every code, for tests that compare the codes with the catalogue.
            pub const ALL: &'static [Code] = &[$(Code::$name,)*];

            /// The stable name shown to the operator.
            pub fn id(self) -> &'static str {
                match self { $(Code::$name => $id,)* }
            }

            /// Whether a finding of this kind stops the build.
            pub fn severity(self) -> Severity {
                match self { $(Code::$name => Severity::$severity,)* }
            }
        }
    };
}

codes! {
    // Reading the tree.
    FileUnreadable = "file-unreadable", Error;
    FileTooLarge = "file-too-large", Error;
    TooManyFiles = "too-many-files", Error;
    NotUtf8 = "not-utf8", Error;
    LinkLeavesRoot = "link-leaves-root", Error;
    NameNotUtf8 = "name-not-utf8", Error;
    NamesDifferInCase = "names-differ-in-case", Error;
    FileNotUsed = "file-not-used", Warning;

    // YAML and front matter.
    FrontMatterMissing = "front-matter-missing", Error;
    FrontMatterNotClosed = "front-matter-not-closed", Error;
    YamlSyntax = "yaml-syntax", Error;
    YamlTab = "yaml-tab", Error;
    YamlDuplicateKey = "yaml-duplicate-key", Error;
    YamlTooMuch = "yaml-too-much", Error;
    UnknownKey = "unknown-key", Error;
    MissingKey = "missing-key", Error;
    WrongType = "wrong-type", Error;
    EmptyValue = "empty-value", Error;
    TooFew = "too-few", Error;
    TooMany = "too-many", Error;
    TextTooLong = "text-too-long", Error;
    UnknownValue = "unknown-value", Error;
    ChoiceNotOffered = "choice-not-offered", Error;
    ControlCharacter = "control-character", Error;

    // Settings.
    SiteConfigMissing = "site-config-missing", Error;
    BaseUrlInvalid = "base-url-invalid", Error;
    BaseUrlMissing = "base-url-missing", Error;
    SiteCodeMissing = "site-code-missing", Warning;
    RegistrationInvalid = "registration-invalid", Error;
    EmailInvalid = "email-invalid", Error;
    FooterLinkInvalid = "footer-link-invalid", Error;
    ThemeUnknown = "theme-unknown", Error;
    ThemeFileMissing = "theme-file-missing", Error;
    ThemeExtendsItself = "theme-extends-itself", Error;
    ThemeChainTooLong = "theme-chain-too-long", Error;
    OptionUnknown = "option-unknown", Error;
    OptionNameInvalid = "option-name-invalid", Error;

    // Content.
    DateInvalid = "date-invalid", Error;
    DateRangeInverted = "date-range-inverted", Error;
    QuantityInvalid = "quantity-invalid", Error;
    SlugInvalid = "slug-invalid", Error;
    SlugDuplicate = "slug-duplicate", Error;
    SlugReserved = "slug-reserved", Error;
    AliasInvalid = "alias-invalid", Error;
    PublicationTimeMissing = "publication-time-missing", Error;
    RegisterUnreadable = "register-unreadable", Error;
    PublicationTimeRewritten = "publication-time-rewritten", Error;
    AuthorOrReviewerMissing = "author-or-reviewer-missing", Error;
    TopicUnknown = "topic-unknown", Error;
    ArticleUnknown = "article-unknown", Error;
    ObservanceUnknown = "observance-unknown", Error;
    CampaignPathInvalid = "campaign-path-invalid", Error;
    ObservanceTaken = "observance-taken", Error;
    AnnouncedOutsideYear = "announced-outside-year", Error;
    AnnouncedTwice = "announced-twice", Error;
    CampaignNotOnRecord = "campaign-not-on-record", Error;
    DateOutsideYear = "date-outside-year", Error;
    TimeInvalid = "time-invalid", Error;
    PictureMissing = "picture-missing", Error;
    PictureUnreadable = "picture-unreadable", Error;
    PictureTooLarge = "picture-too-large", Error;
    PictureTooHeavy = "picture-too-heavy", Error;
    PictureTooComplex = "picture-too-complex", Error;
    PictureFormat = "picture-format", Error;
    PictureTruncated = "picture-truncated", Error;
    PictureMisnamed = "picture-misnamed", Warning;
    PictureAnimated = "picture-animated", Warning;
    PictureNoAlt = "picture-no-alt", Error;
    PictureOutside = "picture-outside", Error;
    BoardName = "board-name", Error;
    BoardItem = "board-item", Error;
    IssueTwice = "issue-twice", Error;
    CampaignUnknown = "campaign-unknown", Error;
    BoardCentre = "board-centre", Warning;
    BoardDraft = "board-draft", Warning;

    // Markdown.
    NestingTooDeep = "nesting-too-deep", Error;
    HeadingLevelOne = "heading-level-one", Error;
    ContainerUnknown = "container-unknown", Error;
    EmphasisOpen = "emphasis-open", Warning;
    LinkTargetMissing = "link-target-missing", Error;
    LinkFragmentMissing = "link-fragment-missing", Error;
    LinkUnpublished = "link-unpublished", Warning;
    LinkSchemeRefused = "link-scheme-refused", Error;
    FootnoteUndefined = "footnote-undefined", Error;
    HtmlRemoved = "html-removed", Warning;

    // The calendar.
    EditionWrong = "edition-wrong", Error;
    EditionUnit = "edition-unit", Warning;
    EditionUncounted = "edition-uncounted", Warning;
    WeekdayWrong = "weekday-wrong", Error;
    DateNotReal = "date-not-real", Error;
    ObservanceDateWrong = "observance-date-wrong", Error;
    YearStale = "year-stale", Warning;
    AllowUnused = "allow-unused", Warning;

    // Upkeep of a government site.
    ColumnEmpty = "column-empty", Warning;
    SiteNotUpdated = "site-not-updated", Warning;

    // Planning and making.
    PathTaken = "path-taken", Error;
    TemplateFault = "template-fault", Error;
    SheetFault = "sheet-fault", Error;
    SheetOverflow = "sheet-overflow", Error;
    GlyphMissing = "glyph-missing", Error;
    NothingToPrint = "nothing-to-print", Error;
    PictureCoarse = "picture-coarse", Warning;
    TextTooSmall = "text-too-small", Warning;
    CalendarOverflow = "calendar-overflow", Error;
    CalendarGlyphMissing = "calendar-glyph-missing", Error;
    FontUnreadable = "font-unreadable", Error;
}
