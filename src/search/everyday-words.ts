/**
 * Words that everybody says: what an article says of its subject, it may say without them, so that
 * one which lacks them lacks nothing. All that stand at least 2,000 times among the 51 million words
 * of the films in SUBTLEXus, without names, swearing and terms of endearment, and what only asks.
 */
export const everydayWords: ReadonlySet<string> = new Set(
  `able above accept accident account across act acting action address advice afford afraid after
  afternoon against age ahead air alive allow allowed almost alone along already always angry
  animal another answer anywhere apart apartment area arm arms army arrest art asleep attack
  attention attorney away baby back bag ball band bank bar bathroom battle beach bear beat
  beautiful beauty became because become bed beer beg begin beginning behind bell belong best bet
  better beyond big biggest bird birthday bit bite black blame blind block blood blow blue board
  boat body bomb book books born boss bottle bottom bought box boy boys brain break breakfast
  breaking breath breathe bridge bright bring bringing broke broken brother brothers brought bucks
  buddy build building built burn bus business busy buy cake call called calling calls calm came
  camera camp car card cards care career careful carry cars case cash cat catch caught cause cell
  center certain chair chance change changed charge check checked chest chicken child children
  choice choose church city class clean clear client clock close closed closer clothes club coach
  coat code coffee cold college color comes comfortable coming command common company complete
  completely computer concerned consider contact continue control conversation cook cop cops copy
  corner correct cost count country course court cousin cover cream credit crew crime cross cry
  crying cup cut cute dance dancing danger dangerous dare dark date daughter day days dead deal
  death decide decided decision deep department deserve desk destroy devil die died difference
  different difficult dig dinner dirty discuss doctor dog dogs dollars done door double draw dream
  dreams dress dressed drink drinking drive driver driving drop dropped drug drunk dry due duty
  dying earlier early earth easier easy eat eating eight either emergency empty end enemy enjoy
  entire escape especially even evening every everybody everyone everything evidence evil
  excellent except excited expect experience extra eye eyes face fact fair faith fall family
  famous far fast faster fat father fault favor favorite fear feed feel feeling feelings feet fell
  fellow felt field fight fighting file fill film final finally finish finished fire fired first
  fish fit five fix flight floor flowers fly flying folks follow following food fool foot force
  forever forget form forward found four free fresh friend friends front full funny future game
  games gas gave gentleman gentlemen gift girls gives giving glass gold good government grab grand
  great greatest green ground group grow guard guest guilty gun guns guy hair half hall hand
  handle hands hang hanging happen hard hardly hat head heads health hearing heart heat heaven
  heavy held helped helping hero herself hide hiding high himself history hit hold holding hole
  home honor hope horse horses hospital hot hotel hour hours house human hundred hungry hurt
  husband ice idiot immediately important impossible information innocent inside instead interest
  interested invited involved island jail job join joke judge jump jury keep keeping keeps kept
  key keys kick kid kids kill killed killing king kiss kitchen knife knock knowing known lab
  ladies lady land large last late later laughing law lawyer lay lead learn learned least leave
  leaves leaving left leg legs less letter level lie lied life light lights likes line list
  listening little live lived lives living local lock locked lonely long longer loose lose losing
  lost loved loves low lucky lunch lying machine mad magic main make makes making man manager
  marriage married marry master match matter meat medical meet meeting memory men mention mess
  message met middle miles military milk million mind minute minutes missed missing mission
  mistake mister moment money month months moon morning mother mouth move moved movie movies
  moving murder music name named names natural nature near necessary neck neither nervous never
  new news next night nine none normal nose note nothing notice number numbers nurse offer office
  officer often oil old older open operation opinion opportunity order orders others ourselves
  outside outta owe pack paid pain pal pants paper papers pardon parents park part partner party
  pass passed past patient pay paying peace people person personal phone pick picked picture
  pictures piece place places plan plane plans play played playing pleasure plenty point police
  pool poor position possibly power practice pregnant present press pressure pretend price
  princess prison private probably problem problems program promise promised protect proud prove
  public pull pulled push put putting queen question questions quick quickly quiet quit race radio
  rain raise ran reach read reading ready real reason record records red relationship relax
  remember report respect responsible rest restaurant return rich ride right ring risk river road
  rock roll room round rule rules run running safe save saved says scene school sea search seat
  second seconds secret security see seemed seen sell send sent serious seriously service set
  settle seven shake share ship shirt shoes shoot shooting shop short shot showed shower shows
  sick side sight sign simple simply since sing singing single sister sit sitting situation six
  size skin sky sleep sleeping slow small smart smell smile smoke sold sometimes son song soon
  sort soul sound space speak speaking special speed spend spent spirit spot stage stand standing
  star stars start started starting starts state station stay staying steal step stick still stole
  stone stop stopped store stories story straight street strike strong student study suit summer
  sun support sure swear sweet system table take taken takes taking talk talking tape taste taught
  tea teach teacher team teeth telling tells ten terrific test third thousand three threw throw
  ticket tickets tie tight time times tired today together tomorrow tonight took top touch town
  track train treat tree trial trick trip trouble truck true trust truth try turn turned turning
  turns twice two type understand unless upset upstairs usually victim video visit voice wait
  waiting wake walk walked walking wall war warm wash waste watch watching water weapon weapons
  wear wearing wedding week weekend weeks welcome wet white whole wife wild willing win wind
  window wine wish within witness woman women word words work worked working works world worse
  worst write writing written year years yesterday yet young yourself`.split(/\s+/),
);
