import { stem } from './stem.ts';

/**
 * How common a word is in writing of any kind: the share of texts it stands in. What is not listed
 * is rare. A small library cannot know by itself that "new" says less than "token"; this is what it
 * starts from. The bands are medians over nine collections that have nothing to do with each other
 * (abstracts, handbooks, manuals), so that no subject's own words are among them.
 */
const bands: readonly (readonly [number, string])[] = [
  [
    0.4,
    `all also any can create default each example following from get has have information list may
    more must name new note on only other provide see set should specified support time use when
    which you your`,
  ],
  [
    0.17,
    `about accept access active add added additional after allows already always another
    application apply argument automatically available based be been before between both called
    case change code collection command common complete configuration connection contains content
    control copy current custom data defined depending describes design development different do
    documentation does dont either enable end error even every exception execution existing file
    find first format function general given help here how however implementation import include
    install instead it key like limit line local log make management many means message method
    might most multiple need number object operator options order out parameter part pass path
    performance possible present problems process program read reference related report represents
    required results return run same second section select send separate service several single so
    some source specific start state step stored string system take test than them those try two
    type up update user value version want way we well were what where whether while without work
    would write`,
  ],
  [
    0.05,
    `able above account action actual address administrator advanced affect again against
    alternative although anything appear append approach appropriate areas assigned associated
    attempt attribute authentication author avoid back basic basis because become begin behavior
    below best better bit block break build built cannot cant capabilities cause certain
    characters check choose class client combination come comment communication compare
    compatibility complex components computer concept concerned condition consider considerations
    consists construct context continue contributing convert core correct corresponding could
    count covered database date debug definition delete description details detect determine
    direct directly directory disable discusses display distribution docs doesnt done down
    download during easy edit effective efficient element else empty engine ensure enter entire
    entry environment established etc evaluation event everything expected expression extended
    extension factors fails feature few field filter final fixed force form found four framework
    free full fully further future github give go good group guide handle happen header high
    history host http id identifier ignore immediately improve increase index indicates individual
    info initial input inside instance instructions integration intended interactive interest
    internal interpreted introduced introduction involved isnt issues item itself just keep kind
    know known language large last later least left length less let level library links location
    logic long longer look machine made mail main maintain major manual mapping match mechanism
    members memory missing mode model modified module move much my necessary network never next
    non none normal now obtained occurs off offers often once open optimization organization
    original otherwise our outlined output over override own package page parent parsing
    particular password pattern per period personal place please point policy position post
    potential power practices preference prefix previous print private probably produce product
    progress project property public published purpose put questions range rather re real reason
    receive recent recommended records register regular relationship relative release relevant
    remote remove replace repository request resources respect response retrieval review right
    root rules safe save scheme search security sent sequence serve server setup share short shows
    side sign similar simple since situation size small software something sort space special
    standard status still stop storage stream structure subject success suggested supplied sure
    table task technical techniques tell terminating terms text therefore things three through
    thus title too tools top topic track trigger true typically under unique unit unless until url
    usage username usually utility valid variable various verify very via view wait warning web
    who whole windows within words world written year`,
  ],
];
const rareShare = 0.005;

const shares = new Map(
  bands.flatMap(([share, words]) => words.split(/\s+/).map((word) => [stem(word), share] as const)),
);

/** Whether a word is one of those that stand in writing of any kind. */
export function isGeneral(word: string): boolean {
  return shares.has(stem(word));
}

/** The share of texts of any kind that a word of this stem stands in. */
export function generalShare(stem: string): number {
  return shares.get(stem) ?? rareShare;
}
